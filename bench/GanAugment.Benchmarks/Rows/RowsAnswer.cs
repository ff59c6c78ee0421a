namespace GanAugment.Benchmarks.Rows;

/// <summary>What one process found out about a view of one size.</summary>
/// <param name="Rows">Synthetic rows of the view.</param>
/// <param name="FirstPass">Nanoseconds of the processor for each synthetic row when it is made.</param>
/// <param name="SecondPass">The same when it is read again.</param>
/// <param name="ShuffledPass">The same in random order.</param>
/// <param name="LabelPass">The same for labels alone.</param>
/// <param name="GeneratedByLabels">Images that the generator was asked for by passes over labels.</param>
/// <param name="Generated">Images that it was asked for by all passes.</param>
/// <param name="PeakBytes">The most memory that the process had.</param>
internal sealed record RowsAnswer(
    int Rows,
    double FirstPass,
    double SecondPass,
    double ShuffledPass,
    double LabelPass,
    long GeneratedByLabels,
    long Generated,
    long PeakBytes);
