namespace Microsoft.ML.Data;

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class LoadColumnAttribute : Attribute
{
    public LoadColumnAttribute(int fieldIndex)
        : this([fieldIndex])
    {
    }

    public LoadColumnAttribute(int start, int end)
        : this([.. Enumerable.Range(start, end - start + 1)])
    {
    }

    public LoadColumnAttribute(int[] columnIndexes)
    {
        Sources = columnIndexes;
    }

    internal int[] Sources { get; }
}
