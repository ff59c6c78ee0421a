namespace GanAugment.Transforms.Rows;

/// <summary>Reads what is kept of images, one at a time.</summary>
/// <remarks>A pass in order reads the temporary file block by block: one call of the system for a batch of images.</remarks>
internal sealed class StoreReader(int blockSize, Func<int, ImageBlock> find, StoreReader.Spool spool)
{
    private byte[] buffer = [];
    private ImageBlock? buffered;
    private int last = -1;

    public delegate void Spool(long place, Span<byte> bytes);

    /// <summary>What is kept of a row's image; valid until the next call.</summary>
    public ReadOnlySpan<byte> Read(int row)
    {
        var (index, within) = Math.DivRem(row, blockSize);
        ImageBlock block = find(index);
        var (start, length) = block.Find(within);
        bool inOrder = row == last + 1;
        last = row;
        if (block.Bytes is { } bytes) return bytes.AsSpan(start, length);
        if (block == buffered) return buffer.AsSpan(start, length);

        int wanted = inOrder ? block.Length : length;
        if (buffer.Length < wanted) buffer = new byte[wanted];
        spool(inOrder ? block.Place : block.Place + start, buffer.AsSpan(0, wanted));
        buffered = inOrder ? block : null;
        return buffer.AsSpan(inOrder ? start : 0, length);
    }
}
