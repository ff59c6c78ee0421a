namespace GanAugment.Transforms.Rows;

/// <summary>The images of one batch, one after the other: in memory, or at a place in the temporary file.</summary>
internal sealed class ImageBlock
{
    private readonly int each;
    private readonly int[]? ends; // null where all images have the same length

    private ImageBlock(byte[]? bytes, long place, int length, int each, int[]? ends)
    {
        Bytes = bytes;
        Place = place;
        Length = length;
        this.each = each;
        this.ends = ends;
    }

    /// <summary>The images; null in the temporary file.</summary>
    public byte[]? Bytes { get; }

    /// <summary>Where the first image stands in the temporary file.</summary>
    public long Place { get; }

    /// <summary>Bytes of all images.</summary>
    public int Length { get; }

    public static ImageBlock InMemory(byte[] bytes, int each, int[]? ends) => new(bytes, 0, bytes.Length, each, ends);

    public static ImageBlock Spooled(long place, int length, int each, int[]? ends) => new(null, place, length, each, ends);

    /// <summary>Where an image stands within the block.</summary>
    public (int Start, int Length) Find(int within)
    {
        if (ends is null) return (within * each, each);
        int start = within == 0 ? 0 : ends[within - 1];
        return (start, ends[within] - start);
    }
}
