using GanAugment.Data;
using GanAugment.Transforms.Columns;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Classification;

/// <summary>Scores images with a classifier in an ONNX file: adds <c>Score</c>, probabilities, and <c>PredictedLabel</c>, a key of class names.</summary>
public sealed class ImageClassifierTransformer : ITransformer
{
    internal const string ScoreColumn = "Score", PredictedColumn = "PredictedLabel";

    private readonly byte[] model;
    private readonly ClassMap classes;
    private readonly ImageShape shape;
    private readonly string imageColumn;

    internal ImageClassifierTransformer(byte[] model, ClassMap classes, ImageShape shape, string imageColumn) =>
        (this.model, this.classes, this.shape, this.imageColumn) = (model, classes, shape, imageColumn);

    /// <summary>The classifier: input <c>image</c> float [N, C, H, W] in [−1, 1], output <c>probabilities</c> float [N, K].</summary>
    public ReadOnlyMemory<byte> Model => model;

    /// <summary>The classes in the order of the probabilities.</summary>
    public ClassMap Classes => classes;

    /// <summary>Always false: images are scored in batches.</summary>
    public bool IsRowToRowMapper => false;

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ClassifiedView(input, GetOutputSchema(input.Schema), imageColumn, shape, model, classes);
    }

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        if (ShapeOf(inputSchema, imageColumn) is var found && found != shape)
            throw new OptionException($"The classifier was trained on images of {shape}, but the column '{imageColumn}' has {found}.",
                "The data was given to Transform.", "Give images of that shape.");
        var text = new VectorDataViewType(TextDataViewType.Instance, classes.Count);
        ReadOnlyMemory<char>[] names = [.. classes.Select(name => name.AsMemory())];
        ValueGetter<VBuffer<ReadOnlyMemory<char>>> get = (ref VBuffer<ReadOnlyMemory<char>> value) =>
            value = new VBuffer<ReadOnlyMemory<char>>(names.Length, names);
        var slots = new DataViewSchema.Annotations.Builder();
        slots.Add("SlotNames", text, get);
        var keys = new DataViewSchema.Annotations.Builder();
        keys.Add("KeyValues", text, get);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        builder.AddColumn(PredictedColumn, new KeyDataViewType(typeof(uint), classes.Count), keys.ToAnnotations());
        builder.AddColumn(ScoreColumn, new VectorDataViewType(NumberDataViewType.Single, classes.Count), slots.ToAnnotations());
        return builder.ToSchema();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) =>
        throw new InvalidOperationException("Images are scored in batches, not row by row; use Transform, or ApplyOnnxModel with the file of Model.");

    /// <inheritdoc/>
    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new OptionException(
        "A classifier that ML.NET did not train cannot be written into an ML.NET model.", "It is an ImageClassifierTransformer.",
        "Write the bytes of Model to an .onnx file and score it with ApplyOnnxModel.");

    /// <summary>The shape of the images in a column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it is no vector of numbers with a known shape.</exception>
    internal static ImageShape ShapeOf(DataViewSchema schema, string name)
    {
        DataViewSchema.Column? column = schema.GetColumnOrNull(name);
        return column?.Type is VectorDataViewType { Dimensions: [1 or 3 or 4, > 0, > 0] d } vector && vector.ItemType.Equals(NumberDataViewType.Single)
            ? new ImageShape(d[0], d[1], d[2])
            : throw new ArgumentOutOfRangeException(nameof(schema), column is null ? $"Could not find image column '{name}'"
                : $"Schema mismatch for image column '{name}': expected Vector<Single, C, H, W>, got {column.Value.Type}");
    }
}
