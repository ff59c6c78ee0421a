using GanAugment.Data;

namespace GanAugment.Reporting;

/// <summary>Where everything of a contact sheet stands: text in a column on the left and above, below and around the grid of images.</summary>
internal sealed class SheetLayout
{
    // Without captions, neither black nor white, so that both kinds of background end visibly.
    private const byte PlainGround = 128;

    private const int Margin = 14, CaptionSpace = 8, HeaderSpace = 10, SmallestPage = 400, WidestRowCaption = 150;

    private readonly ContactSheet sheet;
    private readonly byte ground, strong, weak, frame;
    private readonly int text; // The side of a font pixel.
    private readonly int cellWidth, cellHeight, gap, margin;
    private readonly int left, right, width, height; // Of the grid, and of the whole.
    private readonly IReadOnlyList<string>[] rowCaptions, columnCaptions;
    private readonly IReadOnlyList<string>[][] imageCaptions;
    private readonly List<(string Text, bool Strong)> header = [];
    private readonly List<string> footer = [];

    /// <summary>Arranges a sheet.</summary>
    public SheetLayout(ContactSheet sheet)
    {
        this.sheet = sheet;
        bool captioned = sheet.HasCaptions;
        (ground, strong, weak, frame) = !captioned ? (PlainGround, PlainGround, PlainGround, PlainGround)
            : sheet.Theme == SheetTheme.Dark ? ((byte)24, (byte)240, (byte)168, (byte)80) : ((byte)255, (byte)24, (byte)96, (byte)208);
        (cellWidth, cellHeight, gap) = (sheet.Shape.Width * sheet.Scale, sheet.Shape.Height * sheet.Scale, sheet.Gap * sheet.Scale);
        margin = captioned ? Margin : gap;
        text = cellWidth >= 192 ? 2 : 1;

        rowCaptions = [.. sheet.Rows.Select(row => Lines(row.Caption, WidestRowCaption * text))];
        columnCaptions = [.. sheet.ColumnCaptions.Select(caption => Lines(caption, cellWidth))];
        imageCaptions = [.. sheet.Rows.Select(row => row.ImageCaptions.Select(caption => Lines(caption, cellWidth)).ToArray())];
        int beside = rowCaptions.SelectMany(lines => lines).Select(line => CaptionFont.Width(line) * text).DefaultIfEmpty(0).Max();
        left = margin + (beside > 0 ? beside + CaptionSpace * text : 0);
        int columns = sheet.Rows.Max(row => row.Images.Length / sheet.Shape.Length);
        right = Left(columns - 1) + cellWidth;
        width = Math.Max(right + margin, captioned && sheet.Header.Count + sheet.Footer.Count > 0 ? SmallestPage : 0);
        for (int i = 0; i < sheet.Header.Count; i++)
        {
            // Bold characters are a font pixel wider.
            string line = sheet.Header[i];
            foreach (string part in CaptionFont.Wrap(line, (width - 2 * margin) / text - (i == 0 ? line.Length : 0))) header.Add((part, i == 0));
        }

        foreach (string line in sheet.Footer) footer.AddRange(CaptionFont.Wrap(line, (width - 2 * margin) / text));

        height = Rows().Bottom;
        if (footer.Count > 0) height += HeaderSpace + footer.Count * CaptionFont.LineHeight * text;
        height += margin;
    }

    /// <summary>Draws the sheet.</summary>
    /// <exception cref="OptionException">It would be too large.</exception>
    public SheetCanvas Draw()
    {
        if (Math.Max(width, height) > ContactSheet.LargestSide)
            throw new OptionException($"The sheet would be {width}×{height} pixels, but {ContactSheet.LargestSide} on a side is the most.",
                $"It has {sheet.RowCount} rows of {sheet.Shape} images, {sheet.Scale} times enlarged.", "Draw fewer images, or enlarge them less.");
        int channels = sheet.HasCaptions && sheet.Shape.Channels == 4 ? 3 : sheet.Shape.Channels;
        var canvas = new SheetCanvas(new ImageShape(channels, height, width), ground);
        int line = CaptionFont.LineHeight * text, top = margin;
        foreach (var (part, isStrong) in header)
        {
            canvas.Text(part, margin, top, isStrong ? strong : weak, text, isStrong);
            top += line;
        }

        var (tops, captionsTop, bottom) = Rows();
        for (int c = 0; c < columnCaptions.Length; c++)
            Centred(canvas, columnCaptions[c], Left(c), captionsTop + (ColumnLines - columnCaptions[c].Count) * line, strong);
        for (int r = 0; r < tops.Length; r++) Row(canvas, r, tops[r]);
        for (int i = 0; i < footer.Count; i++) canvas.Text(footer[i], margin, bottom + HeaderSpace + i * line, weak, text);
        return canvas;
    }

    private int ColumnLines => columnCaptions.Select(lines => lines.Count).DefaultIfEmpty(0).Max();

    private void Row(SheetCanvas canvas, int r, int top)
    {
        int length = sheet.Shape.Length, line = CaptionFont.LineHeight * text;
        ReadOnlySpan<byte> images = sheet.Rows[r].Images;
        for (int n = 0; n < images.Length / length; n++)
        {
            if (sheet.HasCaptions && gap >= 2) canvas.Frame(Left(n), top, cellWidth, cellHeight, frame);
            canvas.Image(images.Slice(n * length, length), sheet.Shape, sheet.Scale, Left(n), top);
            if (n < imageCaptions[r].Length) Centred(canvas, imageCaptions[r][n], Left(n), top + cellHeight + 5 * text, weak);
        }

        // The middle of the capitals of all lines stands at the middle of the images.
        int textHeight = ((rowCaptions[r].Count - 1) * CaptionFont.LineHeight + CaptionFont.CapitalHeight) * text;
        for (int i = 0; i < rowCaptions[r].Count; i++)
            canvas.Text(rowCaptions[r][i], margin, top + (cellHeight - textHeight) / 2 + i * line, i == 0 ? strong : weak, text);
    }

    private void Centred(SheetCanvas canvas, IReadOnlyList<string> lines, int left, int top, byte level)
    {
        for (int i = 0; i < lines.Count; i++)
            canvas.Text(lines[i], left + (cellWidth - CaptionFont.Width(lines[i]) * text) / 2, top + i * CaptionFont.LineHeight * text, level, text);
    }

    // The top of every row of images, of the column captions, and the bottom of the last row.
    private (int[] Tops, int CaptionsTop, int Bottom) Rows()
    {
        int line = CaptionFont.LineHeight * text, top = margin;
        if (header.Count > 0) top += header.Count * line + HeaderSpace;
        int captionsTop = top;
        if (ColumnLines > 0) top += ColumnLines * line + 2 * text;
        var tops = new int[sheet.RowCount];
        int bottom = top;
        for (int r = 0; r < tops.Length; r++)
        {
            if (r > 0) top = bottom + gap + (sheet.Rows[r].Apart ? Break : 0);
            tops[r] = top;
            int below = imageCaptions[r].Select(lines => lines.Count).DefaultIfEmpty(0).Max();
            bottom = top + cellHeight + (below > 0 ? 5 * text + below * line : 0);
        }

        return (tops, captionsTop, bottom);
    }

    private int Left(int column) => left + column * (cellWidth + gap) + sheet.ColumnBreaks.Count(c => c > 0 && c <= column) * Break;

    private int Break => Math.Max(2 * gap, 10);

    private IReadOnlyList<string> Lines(string caption, int pixels) => caption.Length == 0 ? [] : CaptionFont.Wrap(caption, pixels / text);
}
