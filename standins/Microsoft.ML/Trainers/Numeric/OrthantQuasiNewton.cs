namespace Microsoft.ML.Numeric;

/// <summary>
/// Orthant-wise quasi-Newton for a smooth function plus an L1 term (Andrew and Gao, Scalable Training of L1-Regularized Log-Linear
/// Models, 2007). The first <paramref name="biasCount"/> parameters are not penalised.
/// </summary>
internal sealed class OrthantQuasiNewton(Objective objective, float[] start, int historySize, int biasCount, float l1, bool nonNegative)
    : QuasiNewton(objective, start, historySize)
{
    private const float SufficientDecrease = 1e-4f;
    private const int MostTrials = 8;

    private readonly float[] _steepest = new float[start.Length];

    protected override float Evaluate(float[] point, float[] gradient)
    {
        float norm = 0;
        for (int i = biasCount; i < point.Length; i++)
            norm += Math.Abs(point[i]);
        return (l1 * norm) + base.Evaluate(point, gradient);
    }

    protected override void UpdateDirection()
    {
        for (int i = 0; i < _steepest.Length; i++)
            _steepest[i] = i < biasCount ? -Gradient[i] : SteepestDescent(Point[i], Gradient[i]);
        _steepest.CopyTo(Direction, 0);
        ApplyInverseHessian();
        for (int i = 0; i < Direction.Length; i++)
        {
            if (_steepest[i] == 0)
                Direction[i] = 0;
        }
    }

    protected override bool Search(bool force)
    {
        float slope = -DenseMath.Dot(Direction, _steepest);
        if (slope == 0)
            throw Exhausted("Directional derivative is zero. You may be sitting on the optimum.");
        if (slope > 0)
            throw new InvalidOperationException("L-BFGS chose a non-descent direction.");

        float length = FirstLength;
        float progress = Move(length);
        if (progress < 0)
        {
            for (int i = biasCount; i < Direction.Length; i++)
            {
                if (_steepest[i] * Direction[i] < 0)
                    Direction[i] = 0;
            }

            progress = Move(length);
        }

        for (int trial = 1; ; trial++)
        {
            if (EvaluateNext() <= Value - (SufficientDecrease * progress))
                return true;
            if (trial == MostTrials && !force)
                return false;

            length *= 0.25f;
            progress = Move(length);
        }
    }

    /// <summary>Steps, stopping each weight at zero where it would change sign; returns steepest descent · step.</summary>
    private float Move(float length)
    {
        DenseMath.Combine(Point, length, Direction, NextPoint);
        for (int i = biasCount; i < NextPoint.Length; i++)
        {
            if (nonNegative ? NextPoint[i] < 0 : Point[i] * NextPoint[i] < 0)
                NextPoint[i] = 0;
        }

        return DenseMath.Dot(_steepest, NextPoint) - DenseMath.Dot(_steepest, Point);
    }

    private float SteepestDescent(float weight, float gradient)
    {
        if (weight > 0)
            return -gradient - l1;
        if (nonNegative)
            return -Math.Min(gradient + l1, 0);
        if (weight < 0)
            return -gradient + l1;
        if (gradient < -l1)
            return -gradient - l1;
        return gradient > l1 ? -gradient + l1 : 0;
    }
}
