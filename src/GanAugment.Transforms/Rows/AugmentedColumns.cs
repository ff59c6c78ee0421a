using GanAugment.Transforms.Columns;

namespace GanAugment.Transforms.Rows;

/// <summary>The synthetic values of the columns that one cursor reads.</summary>
internal sealed class AugmentedColumns(IReadOnlyDictionary<int, SyntheticColumn> columns, SyntheticImageStore? images) : IDisposable
{
    public SyntheticColumn this[int index] => columns[index];

    public void Dispose() => images?.Close();
}
