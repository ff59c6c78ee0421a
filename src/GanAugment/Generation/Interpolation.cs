namespace GanAugment.Generation;

/// <summary>Points between two latents and between two classes.</summary>
public static class Interpolation
{
    // Latents are floats: where the sum of two directions is as small as their rounding, it points nowhere.
    private const double Opposite = 1e-5, Parallel = 1e-8;

    /// <summary>A latent on the way from one to another.</summary>
    /// <param name="path">Which way. Of two exactly opposite latents every great circle is a shortest way; the one through the axis that the first latent
    /// is farthest from is taken. A latent of zeros has no direction, so the way to or from it is straight.</param>
    /// <param name="from">Z components.</param>
    /// <param name="to">Z components.</param>
    /// <param name="t">Where: 0 gives <paramref name="from"/> and 1 gives <paramref name="to"/>, bit for bit.</param>
    /// <param name="point">Receives Z components; may be one of the ends.</param>
    /// <remarks>The straight way stays within a threshold that both ends keep; a curved one may leave it by a factor of up to √2.</remarks>
    public static void Latents(LatentPath path, ReadOnlySpan<float> from, ReadOnlySpan<float> to, double t, Span<float> point)
    {
        if (from.Length != to.Length || point.Length < from.Length)
            throw new ArgumentException($"There are {from.Length} and {to.Length} components, and room for {point.Length}.", nameof(to));
        if (!(t is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(t), t, "A position lies between 0 and 1.");
        double first = Length(from), second = Length(to);
        if (t is 0 or 1) (t == 0 ? from : to).CopyTo(point);
        else if (path == LatentPath.Linear || first == 0 || second == 0 || from.Length == 1) Combine(1 - t, from, t, to, point);
        else if (path == LatentPath.Renormalized) Renormalized(from, first, to, second, t, point);
        else Spherical(from, first, to, second, t, point);
    }

    /// <summary>A mixture of two classes; of their embeddings the generator takes the same mixture.</summary>
    /// <param name="from">The class at 0.</param>
    /// <param name="to">The class at 1; may be the same.</param>
    /// <param name="t">Between 0 and 1.</param>
    /// <param name="mixture">Receives K shares that add up to 1.</param>
    public static void Classes(int from, int to, double t, Span<float> mixture)
    {
        if (!(t is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(t), t, "A position lies between 0 and 1.");
        mixture.Clear();
        mixture[from] += (float)(1 - t);
        mixture[to] += (float)t;
        if (from == to) mixture[from] = 1;
    }

    private static void Renormalized(ReadOnlySpan<float> from, double first, ReadOnlySpan<float> to, double second, double t, Span<float> point)
    {
        var straight = new double[from.Length];
        double square = 0;
        for (int i = 0; i < straight.Length; i++)
        {
            straight[i] = (1 - t) * from[i] + t * to[i];
            square += straight[i] * straight[i];
        }

        double wanted = (1 - t) * first + t * second, length = Math.Sqrt(square);
        // The line passes through 0, where nothing can be stretched.
        if (length <= Opposite * wanted) Spherical(from, first, to, second, t, point);
        else for (int i = 0; i < straight.Length; i++) point[i] = (float)(straight[i] * wanted / length);
    }

    private static void Spherical(ReadOnlySpan<float> from, double first, ReadOnlySpan<float> to, double second, double t, Span<float> point)
    {
        double sum = 0, difference = 0;
        for (int i = 0; i < from.Length; i++)
        {
            double a = from[i] / first, b = to[i] / second;
            sum += (a + b) * (a + b);
            difference += (a - b) * (a - b);
        }

        // Exact at both ends, where the arc cosine of a product loses half of the digits (Kahan).
        double angle = 2 * Math.Atan2(Math.Sqrt(difference), Math.Sqrt(sum)), length = (1 - t) * first + t * second;
        if (Math.Sqrt(sum) < Opposite) OverAxis(from, first, t, length, point);
        else if (angle < Parallel) Combine((1 - t) * length / first, from, t * length / second, to, point);
        else Combine(Math.Sin((1 - t) * angle) / Math.Sin(angle) * length / first, from, Math.Sin(t * angle) / Math.Sin(angle) * length / second, to, point);
    }

    // Half a turn in the plane of the latent and the axis it is farthest from.
    private static void OverAxis(ReadOnlySpan<float> from, double first, double t, double length, Span<float> point)
    {
        int axis = 0;
        for (int i = 1; i < from.Length; i++)
            if (Math.Abs(from[i]) < Math.Abs(from[axis])) axis = i;
        double along = from[axis] / first, across = Math.Sqrt(1 - along * along);
        double cosine = Math.Cos(Math.PI * t), sine = Math.Sin(Math.PI * t) / across;
        for (int i = 0; i < from.Length; i++)
        {
            double direction = from[i] / first;
            point[i] = (float)(length * (cosine * direction + sine * ((i == axis ? 1 : 0) - along * direction)));
        }
    }

    private static void Combine(double a, ReadOnlySpan<float> from, double b, ReadOnlySpan<float> to, Span<float> point)
    {
        for (int i = 0; i < from.Length; i++) point[i] = (float)(a * from[i] + b * to[i]);
    }

    private static double Length(ReadOnlySpan<float> vector)
    {
        double square = 0;
        foreach (float component in vector) square += (double)component * component;
        return Math.Sqrt(square);
    }
}
