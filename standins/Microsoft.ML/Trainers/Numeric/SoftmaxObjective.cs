using System.Runtime.ExceptionServices;

namespace Microsoft.ML.Numeric;

/// <summary>
/// Multinomial logistic regression: (Σ weight · log loss + ½ · l2 · ‖W‖²) / Σ weight. Parameters are the biases [K], then the
/// weights [K, D]; biases are not regularised.
/// </summary>
internal sealed class SoftmaxObjective
{
    // The number of parts is fixed, so the order of summation, hence the model, does not depend on the number of threads.
    private const int Parts = 4;
    private const int SmallestPart = 128;

    private readonly IReadOnlyList<FeatureRow> _rows;
    private readonly int[] _labels;
    private readonly float[] _weights;
    private readonly int _classes;
    private readonly int _features;
    private readonly float _l2;
    private readonly float _scale;
    private readonly ParallelOptions _parallel;
    private readonly float[][] _partGradients;
    private readonly double[] _partLosses;

    public SoftmaxObjective(IReadOnlyList<FeatureRow> rows, int[] labels, float[] weights, int classes, int features, float l2, int threads)
    {
        _rows = rows;
        _labels = labels;
        _weights = weights;
        _classes = classes;
        _features = features;
        _l2 = l2;
        _scale = 1 / (float)weights.Sum(w => (double)w);
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        int parts = Math.Clamp(rows.Count / SmallestPart, 1, Parts);
        _partLosses = new double[parts];
        _partGradients = new float[parts][];
        for (int part = 0; part < parts; part++)
            _partGradients[part] = new float[classes * (features + 1)];
    }

    public float Evaluate(ReadOnlySpan<float> point, Span<float> gradient)
    {
        var parameters = point.ToArray();
        try
        {
            Parallel.For(0, _partLosses.Length, _parallel, part => Accumulate(part, parameters));
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        double loss = 0;
        gradient.Clear();
        for (int part = 0; part < _partLosses.Length; part++)
        {
            loss += (float)_partLosses[part];
            DenseMath.AddScaled(_partGradients[part], 1, gradient);
        }

        double squares = 0;
        if (_l2 > 0)
        {
            for (int i = _classes; i < parameters.Length; i++)
                squares += (double)parameters[i] * parameters[i];
            DenseMath.AddScaled(point[_classes..], _l2, gradient[_classes..]);
        }

        DenseMath.Scale(gradient, _scale);
        return ((float)loss + (float)(squares * _l2 * 0.5)) * _scale;
    }

    private void Accumulate(int part, float[] parameters)
    {
        var gradient = _partGradients[part];
        Array.Clear(gradient);
        int first = (int)((long)_rows.Count * part / _partLosses.Length);
        int end = (int)((long)_rows.Count * (part + 1) / _partLosses.Length);
        Span<float> scores = new float[_classes];
        double loss = 0;
        for (int row = first; row < end; row++)
        {
            for (int c = 0; c < _classes; c++)
                scores[c] = parameters[c] + _rows[row].Dot(parameters.AsSpan(_classes + (c * _features), _features));

            float logSum = DenseMath.LogSumExp(scores);
            float rowLoss = logSum - scores[_labels[row]];
            if (!float.IsFinite(rowLoss))
                throw new InvalidOperationException("Data contain bad values.");

            loss += _weights[row] * rowLoss;
            for (int c = 0; c < _classes; c++)
            {
                float residual = _weights[row] * ((float)Math.Exp(scores[c] - logSum) - (c == _labels[row] ? 1 : 0));
                gradient[c] += residual;
                _rows[row].AddTo(gradient.AsSpan(_classes + (c * _features), _features), residual);
            }
        }

        _partLosses[part] = loss;
    }
}
