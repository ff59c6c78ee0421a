using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>Shows half of the real images with left and right exchanged; the generator learns both.</summary>
/// <param name="margin">Where the image begins inside its padding, which stays where it is.</param>
/// <param name="width">W of the image without padding.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class Mirror(int margin, int width, long seed)
{
    private readonly NamedStream stream = new(seed, "mirror");

    /// <summary>Mirrors a batch of reals.</summary>
    /// <param name="x">[N, C, S, S].</param>
    /// <param name="first">Which real images of the endless sequence these are; the same number gives the same sides.</param>
    /// <returns>[N, C, S, S].</returns>
    public Tensor Apply(Tensor x, long first)
    {
        using var scope = NewDisposeScope();
        long n = x.shape[0], size = x.shape[3];
        var columns = new long[size];
        for (int i = 0; i < size; i++) columns[i] = i >= margin && i < margin + width ? 2 * margin + width - 1 - i : i;
        var rows = new long[n];
        for (int i = 0; i < n; i++) rows[i] = i + (stream.At(first + i).Below(2) == 1 ? n : 0);
        Tensor mirrored = x.index_select(3, tensor(columns, [size], device: x.device)); // [N, C, S, S]
        return cat([x, mirrored], 0).index_select(0, tensor(rows, [n], device: x.device)).MoveToOuterDisposeScope(); // [N, C, S, S]
    }
}
