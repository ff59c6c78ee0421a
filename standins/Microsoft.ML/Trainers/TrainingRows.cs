using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>A view seen as examples: label, features and perhaps weight.</summary>
internal sealed class TrainingRows
{
    public TrainingRows(IDataView data, string label, string features, string weight)
    {
        Data = data;
        Label = data.Schema[label];
        Features = data.Schema[features];
        Weight = weight is null ? null : data.Schema[weight];
    }

    public IDataView Data { get; }

    public DataViewSchema.Column Label { get; }

    public DataViewSchema.Column Features { get; }

    public DataViewSchema.Column? Weight { get; }

    public int ClassCount => (int)Label.Type.KeyCount();

    public int FeatureCount => Features.Type.VectorSize();

    public TrainingRows Over(IDataView data) => new(data, Label.Name, Features.Name, Weight?.Name);

    public TrainingCursor Open(Random rand = null) => new(this, rand);
}
