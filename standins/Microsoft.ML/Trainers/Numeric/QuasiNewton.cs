namespace Microsoft.ML.Numeric;

/// <summary>Limited-memory BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.5); the kinds of line search are the subclasses.</summary>
internal abstract class QuasiNewton
{
    private readonly Objective _objective;
    private readonly int _historySize;
    private readonly List<(float[] Step, float[] Change, float Curvature)> _history = [];

    protected QuasiNewton(Objective objective, float[] start, int historySize)
    {
        _objective = objective;
        _historySize = historySize;
        Point = start;
        Gradient = new float[start.Length];
        NextPoint = new float[start.Length];
        NextGradient = new float[start.Length];
        Direction = new float[start.Length];
    }

    protected float[] Point { get; private set; }

    protected float[] Gradient { get; private set; }

    protected float[] NextPoint { get; private set; }

    protected float[] NextGradient { get; private set; }

    protected float[] Direction { get; }

    protected float Value { get; private set; }

    protected float NextValue { get; private set; }

    /// <summary>Number of the current step, from one.</summary>
    protected int Step { get; private set; } = 1;

    /// <summary>Minimises until <paramref name="stop"/> says so, and returns the last point.</summary>
    /// <exception cref="PrematureConvergence">Single precision is exhausted.</exception>
    public float[] Minimize(MeanImprovement stop, Action<int, float> report)
    {
        Value = Evaluate(Point, Gradient);
        if (!float.IsFinite(Value))
            throw NotFinite(Value);

        report(0, Value);
        UpdateDirection();
        while (true)
        {
            if (!Search(force: false))
            {
                // Past gradients may carry rounding errors: begin again from steepest descent.
                _history.Clear();
                UpdateDirection();
                Search(force: true);
            }

            report(Step, NextValue);
            if (stop.IsReached(Value, NextValue, Step))
                return NextPoint;

            Advance();
            UpdateDirection();
        }
    }

    /// <summary>Sets <see cref="Direction"/> for the current point.</summary>
    protected abstract void UpdateDirection();

    /// <summary>Finds <see cref="NextPoint"/> along <see cref="Direction"/>; false if it gave up and was not forced.</summary>
    protected abstract bool Search(bool force);

    protected virtual float Evaluate(float[] point, float[] gradient) => _objective(point, gradient);

    protected float EvaluateNext() => NextValue = Evaluate(NextPoint, NextGradient);

    /// <summary>Length of the first step tried.</summary>
    protected float FirstLength => Step == 1 ? 1 / DenseMath.Norm(Direction) : 1;

    protected void ApplyInverseHessian()
    {
        int newest = _history.FindLastIndex(pair => pair.Curvature > 0);
        if (newest < 0)
            return;

        var alphas = new float[newest + 1];
        for (int i = newest; i >= 0; i--)
        {
            var (step, change, curvature) = _history[i];
            if (curvature <= 0)
                continue;
            alphas[i] = -DenseMath.Dot(step, Direction) / curvature;
            DenseMath.AddScaled(change, alphas[i], Direction);
        }

        DenseMath.Scale(Direction, _history[newest].Curvature / DenseMath.NormSquared(_history[newest].Change));
        for (int i = 0; i <= newest; i++)
        {
            var (step, change, curvature) = _history[i];
            if (curvature <= 0)
                continue;
            float beta = DenseMath.Dot(change, Direction) / curvature;
            DenseMath.AddScaled(step, -alphas[i] - beta, Direction);
        }
    }

    protected PrematureConvergence Exhausted(string message) => new(message, NextPoint, NextValue);

    protected static InvalidOperationException NotFinite(float value)
        => new($"Optimizer unable to proceed with loss function yielding {value}");

    private void Advance()
    {
        float[] step, change;
        if (_history.Count == _historySize)
        {
            (step, change, _) = _history[0];
            _history.RemoveAt(0);
        }
        else
        {
            step = new float[Point.Length];
            change = new float[Point.Length];
        }

        DenseMath.Combine(NextPoint, -1, Point, step);
        DenseMath.Combine(NextGradient, -1, Gradient, change);
        float curvature = DenseMath.Dot(step, change);
        if (curvature == 0)
            throw Exhausted("ro equals zero. Is your function linear?");

        _history.Add((step, change, curvature));
        (Point, NextPoint) = (NextPoint, Point);
        (Gradient, NextGradient) = (NextGradient, Gradient);
        (Value, NextValue) = (NextValue, Value);
        Step++;
    }
}
