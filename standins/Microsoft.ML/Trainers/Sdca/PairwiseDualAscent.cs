using Microsoft.ML.Numeric;

namespace Microsoft.ML.Trainers;

/// <summary>
/// Stochastic dual coordinate ascent (Shalev-Shwartz and Zhang, 2013) for the logistic loss between the true class and every other one. There is one
/// dual variable per example and other class; each lies in [0, 1].
/// </summary>
internal sealed class PairwiseDualAscent
{
    private readonly TrainingRows _rows;
    private readonly DualPlaces _places;
    private readonly int _classes;
    private readonly float _l2;
    private readonly float _l1;
    private readonly float _biasRate;
    private readonly bool _shuffle;
    private readonly float _scale;

    // [rows][K] and [rows].
    private readonly float[] _duals;
    private readonly float[] _norms;
    private readonly float[] _steps;

    // Unshrunk: what the weights would be without the L1 threshold.
    private readonly LinearScores _shrunk;
    private readonly LinearScores _unshrunk;
    private readonly float[] _freeBiases;
    private LinearScores _best;
    private double _bestLoss = double.PositiveInfinity;

    public PairwiseDualAscent(TrainingRows rows, DualPlaces places, float l2, float l1, float biasLearningRate, bool shuffle)
    {
        _rows = rows;
        _places = places;
        _classes = rows.ClassCount;
        (_l2, _l1, _shuffle) = (l2, l1, shuffle);
        _biasRate = biasLearningRate * l2;
        _scale = 1 / (l2 * places.Count);
        _duals = new float[places.Count * _classes];
        _norms = new float[places.Count];
        _steps = new float[places.Count];
        _shrunk = new LinearScores(_classes, rows.FeatureCount);
        _unshrunk = l1 == 0 ? _shrunk : new LinearScores(_classes, rows.FeatureCount);
        _freeBiases = new float[_classes];

        using var cursor = rows.Open();
        while (cursor.MoveNext())
        {
            // A bias that is learned like a weight is one more feature, always 1.
            int place = places[cursor.Id];
            _norms[place] = DenseMath.NormSquared(cursor.Features.GetValues()) + (biasLearningRate == 0 ? 1 : 0);
            _steps[place] = 1 / Math.Max(1, 0.25f + (2 * _norms[place] * _scale * cursor.Weight));
        }
    }

    public double Loss { get; private set; } = double.PositiveInfinity;

    public double DualLoss { get; private set; }

    /// <summary>The step whose model had the smallest loss; zero before the first measurement.</summary>
    public int BestStep { get; private set; }

    /// <summary>Visits every example once.</summary>
    public void Visit(Random order)
    {
        using var cursor = _rows.Open(_shuffle ? order : null);
        while (cursor.MoveNext())
            Ascend(cursor);
    }

    /// <summary>One pass that computes the losses; returns the gap between them.</summary>
    public double Measure(int step)
    {
        double loss = 0, dual = 0;
        using (var cursor = _rows.Open())
        {
            while (cursor.MoveNext())
            {
                int place = _places[cursor.Id] * _classes;
                float own = Score(_shrunk, cursor, cursor.Label);
                double rowLoss = 0, rowDual = 0;
                for (int c = 0; c < _classes; c++)
                {
                    if (c == cursor.Label)
                        continue;
                    rowLoss += LogisticLoss(own - Score(_shrunk, cursor, c));
                    rowDual += Entropy(_duals[place + c]);
                }

                loss += rowLoss * cursor.Weight;
                dual += rowDual * cursor.Weight;
            }
        }

        double adjustment = 0;
        for (int c = 0; c < _classes; c++)
            adjustment += _shrunk.Biases[c] * _freeBiases[c];
        double penalty = _l2 * _shrunk.NormSquared() * 0.5;
        Loss = (loss / _places.Count) + penalty + ((double)_l1 * _l2 * _shrunk.AbsoluteSum());
        DualLoss = (dual / _places.Count) - penalty - (_l2 * adjustment);
        if (Loss < _bestLoss)
        {
            _bestLoss = Loss;
            _best = _shrunk.WithBiases(_freeBiases);
            BestStep = step;
        }

        return Loss - DualLoss;
    }

    public MaximumEntropyModelParameters Model()
    {
        var model = _best ?? _shrunk.WithBiases(_freeBiases);
        return new MaximumEntropyModelParameters(model.Weights, model.Biases);
    }

    private void Ascend(TrainingCursor cursor)
    {
        int label = cursor.Label;
        int place = _places[cursor.Id];
        float own = Score(_shrunk, cursor, label);
        float weight = cursor.Weight;
        float ownDual = 0, ownUpdate = 0, ownAdjustment = 0;
        for (int c = 0; c < _classes; c++)
        {
            if (c == label)
                continue;

            ref float dual = ref _duals[(place * _classes) + c];
            float margin = own + (ownUpdate * _norms[place]) - Score(_shrunk, cursor, c);
            float change = (Sigmoid(-margin) - dual) * _steps[place];

            // Over-relaxation that drives the sum of the duals, the regularised bias, to zero.
            float adjustment = _biasRate * _unshrunk.Biases[c];
            change -= adjustment;
            float update = change * _scale * weight;
            ownDual -= dual + change;
            dual += change;
            ownUpdate += update;
            ownAdjustment -= adjustment;
            _freeBiases[c] += adjustment * _scale * weight;
            Move(cursor, c, -update);
        }

        _duals[(place * _classes) + label] = ownDual;
        _freeBiases[label] += ownAdjustment * _scale * weight;
        Move(cursor, label, ownUpdate);
    }

    private void Move(TrainingCursor cursor, int c, float update)
    {
        FeatureRow.AddTo(cursor.Features, _unshrunk.Weights[c], update);
        _unshrunk.Biases[c] += update;
        if (_l1 == 0)
            return;

        _shrunk.Biases[c] = Shrink(_unshrunk.Biases[c], _l1);
        if (cursor.Features.IsDense)
        {
            DenseMath.Shrink(_unshrunk.Weights[c], _l1, _shrunk.Weights[c]);
            return;
        }

        foreach (int feature in cursor.Features.GetIndices())
            _shrunk.Weights[c][feature] = Shrink(_unshrunk.Weights[c][feature], _l1);
    }

    private float Score(LinearScores scores, TrainingCursor cursor, int c)
        => FeatureRow.Dot(cursor.Features, scores.Weights[c]) + (scores.Biases[c] + _freeBiases[c]);

    private static float Shrink(float value, float threshold)
        => Math.Abs(value) > threshold ? value - (Math.Sign(value) * threshold) : 0;

    private static float Sigmoid(float x) => (float)(1 / (1 + Math.Exp(-x)));

    private static double LogisticLoss(float margin) => -Math.Log(Math.Max(Sigmoid(margin), 1e-8));

    private static double Entropy(float dual)
    {
        if (dual is < 0 or > 1)
            return double.NegativeInfinity;
        return dual is 0 or 1 ? 0 : -(dual * Math.Log(dual)) - ((1 - dual) * Math.Log(1 - dual));
    }
}
