using GanAugment.Data;
using GanAugment.Provenance;

namespace GanAugment.Transforms.Rows;

/// <summary>Makes the images of synthetic rows, in any order; the same row gives the same image every time. One call at a time.</summary>
internal interface ISyntheticImages : IDisposable
{
    /// <summary>The shape of each image.</summary>
    ImageShape Shape { get; }

    /// <summary>Makes images.</summary>
    /// <param name="rows">Synthetic rows.</param>
    /// <param name="images">Receives [rows.Length, C, H, W] in [−1, 1], all finite.</param>
    void Make(ReadOnlySpan<int> rows, Span<float> images);

    /// <summary>Where the image of a row comes from.</summary>
    SyntheticOrigin OriginOf(int row);

    /// <summary>All images are made: lets go of what making them needed. A later call of <see cref="Make"/> takes it up again.</summary>
    void Release();
}
