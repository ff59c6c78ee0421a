namespace Microsoft.ML.Data;

/// <summary>What one pass over scored rows counts.</summary>
internal sealed class MulticlassCounts
{
    private const float SmallestProbability = 1e-15f;

    private readonly int _classes;
    private readonly double[] _rowsOfClass;
    private readonly double[] _lossOfClass;

    // Element r: rows whose true class had the (r+1)-th largest score; the last element: true class without a score.
    private readonly double[] _rowsAtRank;
    private double _rows;
    private double _loss;

    public MulticlassCounts(int classes)
    {
        _classes = classes;
        _rowsOfClass = new double[classes];
        _lossOfClass = new double[classes];
        _rowsAtRank = new double[classes + 1];
        Confusion = Enumerable.Range(0, classes).Select(_ => new double[classes]).ToArray();
    }

    /// <summary>[true class][predicted class].</summary>
    public double[][] Confusion { get; }

    /// <summary>Rows whose class was not among the scores.</summary>
    public long UnknownClasses { get; private set; }

    public double MicroAccuracy => _rows > 0 ? _rowsAtRank[0] / _rows : 0;

    public double MacroAccuracy
    {
        get
        {
            var present = Enumerable.Range(0, _classes).Where(c => _rowsOfClass[c] > 0).ToList();
            return present.Count > 0 ? present.Sum(c => Confusion[c][c] / _rowsOfClass[c]) / present.Count : 0;
        }
    }

    public double LogLoss => _rows > 0 ? _loss / _rows : 0;

    /// <summary>Relative to predicting the shares of the classes.</summary>
    public double LogLossReduction
    {
        get
        {
            double entropy = -_rowsOfClass.Where(n => n != 0).Sum(n => n * Math.Log(n / _rows)) / _rows;
            return (entropy - LogLoss) / entropy;
        }
    }

    public IReadOnlyList<double> PerClassLogLoss
        => Array.AsReadOnly(Enumerable.Range(0, _classes).Select(c => _rowsOfClass[c] > 0 ? _lossOfClass[c] / _rowsOfClass[c] : 0).ToArray());

    public IReadOnlyList<double> TopAccuracies(int k)
    {
        var accuracies = new double[Math.Min(k, _rowsAtRank.Length)];
        double sum = 0;
        for (int i = 0; i < accuracies.Length; i++)
            accuracies[i] = sum += _rowsAtRank[i] / _rows;
        return Array.AsReadOnly(accuracies);
    }

    public void Add(int label, ReadOnlySpan<float> scores)
    {
        bool known = label < scores.Length;
        if (!known)
            UnknownClasses++;

        float score = known ? scores[label] : 0;
        float probability = known ? Math.Min(1, Math.Max(SmallestProbability, score)) : SmallestProbability;
        double loss = -Math.Log(probability);

        // Among equal scores the first class wins.
        int rank = 0;
        int predicted = 0;
        for (int c = 0; c < scores.Length; c++)
        {
            if (scores[c] > score || (scores[c] == score && c < label))
                rank++;
            if (scores[predicted] < scores[c])
                predicted = c;
        }

        _rows++;
        _loss += loss;
        _rowsAtRank[rank]++;
        if (!known)
            return;

        _rowsOfClass[label]++;
        _lossOfClass[label] += loss;
        Confusion[label][rank == 0 ? label : predicted]++;
    }
}
