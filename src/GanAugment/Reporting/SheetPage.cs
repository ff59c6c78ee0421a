using GanAugment.Data;

namespace GanAugment.Reporting;

/// <summary>What stands around the images of a sheet with captions, and how large they are.</summary>
public sealed record SheetPage
{
    // Small enough for a page of ten, large enough to judge an image of 28 pixels.
    private const int SmallestImage = 64;

    /// <summary>The side in pixels of an image pixel; null for the smallest whole number that makes an image 64 pixels wide.</summary>
    public int? Scale { get; init; }

    /// <summary>The colours.</summary>
    /// <value><see cref="SheetTheme.Light"/></value>
    public SheetTheme Theme { get; init; }

    /// <summary>Lines above the grid, the first one bold.</summary>
    public IReadOnlyList<string> Header { get; init; } = [];

    /// <summary>Lines below the grid.</summary>
    public IReadOnlyList<string> Footer { get; init; } = [];

    /// <summary>The scale of images of a shape.</summary>
    /// <exception cref="OptionException"><see cref="Scale"/> is below 1.</exception>
    public int ScaleOf(ImageShape shape) => Scale is < 1
        ? throw new OptionException($"Images cannot be enlarged {Scale} times.", "The option is Scale.", "Give 1 or more, or leave it out.")
        : Scale ?? Math.Max(1, (SmallestImage + shape.Width - 1) / shape.Width);

    /// <summary>An empty sheet.</summary>
    /// <param name="shape">The shape of every image.</param>
    /// <param name="columns">The caption of every column.</param>
    /// <param name="breaks">Columns that stand apart from the one before them; none by default.</param>
    public ContactSheet Begin(ImageShape shape, IReadOnlyList<string> columns, IReadOnlyCollection<int>? breaks = null)
    {
        int scale = ScaleOf(shape);
        return new ContactSheet(shape, gap: scale >= 3 ? 1 : scale == 2 ? 2 : 4, scale)
        {
            Header = Header, Footer = Footer, Theme = Theme, ColumnCaptions = columns, ColumnBreaks = breaks ?? [],
        };
    }
}
