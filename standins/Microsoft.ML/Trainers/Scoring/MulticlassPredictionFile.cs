using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Scoring transformers in a model file.</summary>
internal static class MulticlassPredictionFile
{
    private const string ModelName = "Model";

    // The label goes along for the names of its classes.
    public static void Save(ModelSaveContext ctx, IMulticlassModel model, string featureColumn, DataViewType featureType, DataViewSchema.Column label)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(featureColumn, featureType);
        builder.AddColumn(label.Name, label.Type, label.Annotations);
        using var stream = new MemoryStream();
        SchemaFile.Write(stream, builder.ToSchema());
        var schema = stream.ToArray();
        ctx.Writer.Write(featureColumn);
        ctx.Writer.Write(label.Name);
        ctx.Writer.Write(schema.Length);
        ctx.Writer.Write(schema);
        ctx.SaveModel(model, ModelName);
    }

    internal static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        string features = ctx.Reader.ReadString();
        string label = ctx.Reader.ReadString();
        using var stream = new MemoryStream(ctx.Reader.ReadBytes(ctx.Reader.ReadInt32()));
        var schema = SchemaFile.Read(stream);
        var model = ctx.LoadModel<object>(env, ModelName);
        return RawTypes.Invoke<ITransformer>(typeof(MulticlassPredictionFile), nameof(Make), [model.GetType()], env, model, schema, features, label);
    }

    private static ITransformer Make<TModel>(IHostEnvironment env, TModel model, DataViewSchema schema, string features, string label)
        where TModel : class
        => new MulticlassPredictionTransformer<TModel>(env, model, schema, features, label);
}
