namespace Microsoft.ML.Data;

public sealed class ConfusionMatrix
{
    private readonly string[] _names;
    private string _table;

    internal ConfusionMatrix(double[][] counts, string[] names)
    {
        _names = names;
        NumberOfClasses = counts.Length;
        Counts = Array.AsReadOnly(counts.Select(row => (IReadOnlyList<double>)Array.AsReadOnly(row)).ToArray());
        PerClassRecall = Share(actual => counts[actual].Sum());
        PerClassPrecision = Share(predicted => counts.Sum(row => row[predicted]));

        IReadOnlyList<double> Share(Func<int, double> total)
            => Array.AsReadOnly(Enumerable.Range(0, NumberOfClasses).Select(c => total(c) > 0 ? counts[c][c] / total(c) : 0).ToArray());
    }

    public IReadOnlyList<double> PerClassPrecision { get; }

    public IReadOnlyList<double> PerClassRecall { get; }

    /// <summary>Rows are the true classes, columns the predicted ones.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    public int NumberOfClasses { get; }

    public string GetFormattedConfusionTable() => _table ??= ConfusionTable.Format(this, _names);

    public double GetCountForClassPair(int predictedClassIndicatorIndex, int actualClassIndicatorIndex)
    {
        Check(predictedClassIndicatorIndex, nameof(predictedClassIndicatorIndex));
        Check(actualClassIndicatorIndex, nameof(actualClassIndicatorIndex));
        return Counts[actualClassIndicatorIndex][predictedClassIndicatorIndex];
    }

    private void Check(int index, string parameter)
    {
        if (index < 0 || index >= Counts.Count)
            throw new ArgumentOutOfRangeException(parameter, "Invalid index. Should be non-negative, less than the number of classes.");
    }
}
