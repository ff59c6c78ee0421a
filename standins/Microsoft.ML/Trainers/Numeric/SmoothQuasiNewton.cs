namespace Microsoft.ML.Numeric;

/// <summary>L-BFGS for smooth functions: line search for the strong Wolfe conditions (Nocedal and Wright, algorithms 3.5 and 3.6).</summary>
internal sealed class SmoothQuasiNewton(Objective objective, float[] start, int historySize, bool nonNegative)
    : QuasiNewton(objective, start, historySize)
{
    private const float SufficientDecrease = 1e-4f;
    private const float CurvatureCondition = 0.9f;
    private const float SmallestChange = 0.01f;
    private const int MostZooms = 10;

    protected override void UpdateDirection()
    {
        for (int i = 0; i < Direction.Length; i++)
            Direction[i] = -Gradient[i];
        if (!nonNegative)
        {
            ApplyInverseHessian();
            return;
        }

        // A weight that sits on the bound may only leave it upwards.
        for (int i = 0; i < Direction.Length; i++)
        {
            if (Point[i] <= 0 && Direction[i] < 0)
                Direction[i] = 0;
        }

        var blocked = Array.ConvertAll(Direction, d => d == 0);
        ApplyInverseHessian();
        for (int i = 0; i < Direction.Length; i++)
        {
            if (blocked[i])
                Direction[i] = 0;
        }
    }

    protected override bool Search(bool force)
    {
        float slope = DenseMath.Dot(Direction, Gradient);
        if (slope == 0)
            throw Exhausted("Directional derivative is zero. You may be sitting on the optimum.");
        if (slope > 0)
            throw new InvalidOperationException("L-BFGS chose a non-descent direction.");

        float decrease = SufficientDecrease * slope;
        float flat = -CurvatureCondition * slope;
        float length = FirstLength;
        var last = new Trial(0, Value, slope);
        Trial low, high;
        while (true)
        {
            var current = Try(length);
            if (float.IsPositiveInfinity(current.Value))
            {
                length /= 2;
                continue;
            }

            if (current.Value > Value + (decrease * length) || (last.Length > 0 && current.Value >= last.Value))
            {
                (low, high) = (last, current);
                break;
            }

            if (Math.Abs(current.Slope) <= flat)
                return true;
            if (current.Slope >= 0)
            {
                (low, high) = (current, last);
                break;
            }

            last = current;
            length = length == 0 ? float.Epsilon : length * 2;
        }

        return Zoom(low, high, decrease, flat, force);
    }

    private bool Zoom(Trial low, Trial high, float decrease, float flat, bool force)
    {
        for (int zoom = 0; zoom < MostZooms || force; zoom++)
        {
            var current = Try(Between(low, high));
            if (current.Value > Value + (decrease * current.Length) || current.Value >= low.Value)
            {
                if (high.Length == current.Length)
                    return GiveUp(force);
                high = current;
                continue;
            }

            if (Math.Abs(current.Slope) <= flat)
                return true;
            if (current.Slope * (high.Length - low.Length) >= 0)
                high = low;
            if (low.Length == current.Length)
                return GiveUp(force);
            low = current;
        }

        return false;
    }

    private bool GiveUp(bool force) => force ? throw Exhausted("Step size interval numerically zero.") : false;

    private Trial Try(float length)
    {
        DenseMath.Combine(Point, length, Direction, NextPoint);
        if (nonNegative)
        {
            for (int i = 0; i < NextPoint.Length; i++)
                NextPoint[i] = Math.Max(NextPoint[i], 0);
        }

        float value = EvaluateNext();
        if (float.IsNaN(value) || float.IsNegativeInfinity(value))
            throw NotFinite(value);
        return new Trial(length, value, DenseMath.Dot(Direction, NextGradient));
    }

    /// <summary>The minimum of the cubic through both trials, kept away from the ends of the interval.</summary>
    private static float Between(Trial low, Trial high)
    {
        var (left, right) = low.Length < high.Length ? (low, high) : (high, low);
        float length;
        if (left.Slope > 0 && right.Slope < 0)
        {
            length = low.Value < high.Value ? low.Length : high.Length;
        }
        else
        {
            double d1 = low.Slope + high.Slope - (3 * (low.Value - high.Value) / (low.Length - high.Length));
            double d2 = Math.Sign(high.Length - low.Length) * Math.Sqrt((d1 * d1) - (low.Slope * high.Slope));
            length = (float)(high.Length - ((high.Length - low.Length) * (high.Slope + d2 - d1) / (high.Slope - low.Slope + (2 * d2))));
            if (!float.IsFinite(length))
                length = (low.Length + high.Length) / 2;
        }

        float upper = (SmallestChange * left.Length) + ((1 - SmallestChange) * right.Length);
        float lower = (SmallestChange * right.Length) + ((1 - SmallestChange) * left.Length);
        return Math.Max(Math.Min(length, upper), lower);
    }

    private readonly record struct Trial(float Length, float Value, float Slope);
}
