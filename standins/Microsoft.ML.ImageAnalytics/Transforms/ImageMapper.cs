using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>One column computed from another. Every cursor has its own getter, and with it the images that die with the cursor.</summary>
internal sealed class ImageMapper(DataViewSchema.DetachedColumn output, DataViewSchema.Column input, Func<DataViewRow, (Delegate Getter, Action Dispose)> open)
    : IRowMapper
{
    public DataViewSchema.DetachedColumn[] GetOutputColumns() => [output];

    public Func<int, bool> GetDependencies(Func<int, bool> activeOutput) => column => column == input.Index && activeOutput(0);

    public Delegate[] CreateGetters(DataViewRow row, Func<int, bool> activeOutput, out Action disposer)
    {
        disposer = null;
        if (!activeOutput(0))
            return [null];

        var (getter, dispose) = open(row);
        disposer = dispose;
        return [getter];
    }
}
