using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>What becomes of a colour (r, g, b) ∈ [−1, 1]³: a linear map of it plus a constant, built up step by step.</summary>
/// <remarks>A gray image is one whose three channels are equal; it stays gray, and turning or stretching colours does nothing to it.</remarks>
internal sealed class ColorMap
{
    private double[,] linear = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };
    private double[] constant = [0, 0, 0];

    /// <summary>Whether nothing was done.</summary>
    public bool IsIdentity { get; private set; } = true;

    /// <summary>Adds a constant.</summary>
    public void Brighten(double by)
    {
        constant = Array.ConvertAll(constant, c => c + by);
        IsIdentity = false;
    }

    /// <summary>Multiplies all.</summary>
    public void Contrast(double by) => Then((row, column) => row == column ? by : 0);

    /// <summary>Exchanges light and dark and keeps the colour: a mirror across the plane at right angles to the gray axis.</summary>
    public void FlipLuma() => Then((row, column) => (row == column ? 1 : 0) - 2 / 3.0);

    /// <summary>Turns about the gray axis.</summary>
    /// <param name="angle">In radians.</param>
    public void TurnHue(double angle)
    {
        // Rodrigues' formula for the axis (1, 1, 1)/√3.
        var (sin, cos) = Math.SinCos(angle);
        Then((row, column) => row == column ? cos + (1 - cos) / 3
            : (1 - cos) / 3 + ((column - row + 3) % 3 == 2 ? 1 : -1) * sin / Math.Sqrt(3));
    }

    /// <summary>Multiplies the distance from the gray axis.</summary>
    public void Saturate(double by) => Then((row, column) => (row == column ? by : 0) + (1 - by) / 3);

    /// <summary>Maps each image by its own map.</summary>
    /// <param name="x">Images [N, C, H, W]; with four channels the last one, alpha, stays as it is.</param>
    /// <param name="maps">One per image.</param>
    /// <returns>[N, C, H, W]; an image whose map is the identity keeps its values.</returns>
    public static Tensor Apply(Tensor x, ColorMap[] maps)
    {
        if (maps.All(map => map.IsIdentity)) return x.alias();
        using var scope = NewDisposeScope();
        long n = x.shape[0], c = x.shape[1], h = x.shape[2], w = x.shape[3];
        if (c == 1)
        {
            Tensor factor = tensor([.. maps.Select(m => (float)m.GrayFactor)], [n, 1, 1, 1], device: x.device); // [N, 1, 1, 1]
            Tensor added = tensor([.. maps.Select(m => (float)m.constant.Average())], [n, 1, 1, 1], device: x.device); // [N, 1, 1, 1]
            return (x * factor + added).MoveToOuterDisposeScope(); // [N, 1, H, W]
        }

        Tensor linear = tensor([.. maps.SelectMany(m => m.linear.Cast<double>().Select(v => (float)v))], [n, 3, 3], device: x.device); // [N, 3, 3]
        Tensor constant = tensor([.. maps.SelectMany(m => m.constant.Select(v => (float)v))], [n, 3, 1], device: x.device); // [N, 3, 1]
        Tensor mapped = (linear.bmm(x.narrow(1, 0, 3).reshape(n, 3, h * w)) + constant).view(n, 3, h, w); // [N, 3, H, W]
        return (c == 3 ? mapped : cat([mapped, x.narrow(1, 3, c - 3)], 1)).MoveToOuterDisposeScope(); // [N, C, H, W]
    }

    // Along the gray axis; the mean over rows, for no step makes gray coloured.
    private double GrayFactor => linear.Cast<double>().Sum() / 3;

    private void Then(Func<int, int, double> step)
    {
        var product = new double[3, 3];
        var sum = new double[3];
        for (int row = 0; row < 3; row++)
            for (int k = 0; k < 3; k++)
            {
                double factor = step(row, k);
                sum[row] += factor * constant[k];
                for (int column = 0; column < 3; column++) product[row, column] += factor * linear[k, column];
            }

        (linear, constant, IsIdentity) = (product, sum, false);
    }
}
