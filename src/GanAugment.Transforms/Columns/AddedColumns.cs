using GanAugment.Transforms.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Image;

namespace GanAugment.Transforms.Columns;

/// <summary>The columns that the options add to the data, in training and at scoring.</summary>
internal sealed class AddedColumns
{
    private readonly List<AddedColumn> columns = [];

    /// <param name="options">Which columns are wanted.</param>
    /// <param name="typeOf">The type of a scalar column of the data, text for what has no type of its own; null where there is no such column.</param>
    /// <exception cref="OptionException">A column of that name is there already, or the weight column is no Single.</exception>
    public AddedColumns(BigGanAugmentationOptions options, Func<string, string?> typeOf)
    {
        if (options.SyntheticWeight is { } weight)
        {
            string name = options.ExampleWeightColumnName;
            if (typeOf(name) is { } type && type != NumberDataViewType.Single.ToString())
                throw new OptionException(
                    $"The column '{name}' cannot hold weights: it is {type}, not Single.",
                    "SyntheticWeight was given in the options of AugmentWithBigGan.",
                    "Name another column in ExampleWeightColumnName; where the data has none of that name, it is added.");
            if (typeOf(name) is null) Add(new AddedColumn<float, float>(name, NumberDataViewType.Single, 1, 1, _ => (int _, ref float value) => value = weight));
        }

        if (options.IsSyntheticColumnName is { } flag)
            Add(new AddedColumn<bool, bool>(flag, BooleanDataViewType.Instance, false, false, _ => (int _, ref bool value) => value = true));
        if (options.SyntheticOriginColumnName is { } origin)
            Add(new AddedColumn<ReadOnlyMemory<char>, string>(origin, TextDataViewType.Instance, default, "",
                images => (int row, ref ReadOnlyMemory<char> value) => value = images.OriginOf(row).ToJson().AsMemory()));

        void Add(AddedColumn column)
        {
            if (typeOf(column.Name) is not null || columns.Any(other => other.Name == column.Name))
                throw new OptionException(
                    $"There is a column '{column.Name}' already.",
                    "It is to be added by AugmentWithBigGan.",
                    "Choose another name in its options; data that was augmented before should not be augmented again.");
            columns.Add(column);
        }
    }

    public static AddedColumns Of(BigGanAugmentationOptions options, DataViewSchema schema) => new(options, name => schema.GetColumnOrNull(name)?.Type.ToString());

    public static AddedColumns Of(BigGanAugmentationOptions options, SchemaShape schema) => new(options, name =>
    {
        foreach (SchemaShape.Column column in schema)
            if (column.Name == name) return column.Kind == SchemaShape.Column.VectorKind.Scalar && !column.IsKey ? column.ItemType.ToString() : "another type";
        return null;
    });

    public int Count => columns.Count;

    /// <summary>The schema of a view that has them.</summary>
    public DataViewSchema Extend(DataViewSchema schema)
    {
        if (Count == 0) return schema;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(schema);
        foreach (AddedColumn column in columns) builder.AddColumn(column.Name, column.Type);
        return builder.ToSchema();
    }

    public SyntheticColumn Fill(int index, SyntheticImageStore images) => columns[index].Fill(images);

    /// <summary>The steps that add them at scoring, with the values of real rows.</summary>
    /// <remarks>
    /// ML.NET has no constant column, and a third party cannot save one. But a hash of the image column, of which scoring data has one for certain, mapped
    /// to the same value whatever it is, loads wherever ML.NET is. Nobody reads the column at scoring, so nothing is hashed.
    /// </remarks>
    /// <param name="chain">The steps before.</param>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="image">The image column.</param>
    /// <param name="isImage">Whether it holds images of ML.NET's own kind.</param>
    /// <param name="free">Makes a column name that is not taken.</param>
    public IEstimator<ITransformer> AppendTo(
        IEstimator<ITransformer> chain, TransformsCatalog catalog, string image, bool isImage, Func<string, string> free)
    {
        if (Count == 0) return chain;
        string key = free("Hash"), source = image;
        var temporary = new List<string> { key };
        if (isImage)
        {
            string small = free("Small"), pixel = free("Pixel");
            temporary.AddRange([small, pixel]);
            chain = chain.Append(catalog.ResizeImages(small, 1, 1, image))
                .Append(catalog.ExtractPixels(pixel, small, ImagePixelExtractingEstimator.ColorBits.Red));
            source = pixel;
        }

        // One bit: a key of 1 or 2, and 0 for what is missing.
        chain = chain.Append(catalog.Conversion.Hash(new HashingEstimator.ColumnOptions(key, source, numberOfBits: 1, combine: true)));
        foreach (AddedColumn column in columns) chain = chain.Append(column.Constant(catalog, key));
        return chain.Append(catalog.DropColumns([.. temporary]));
    }
}
