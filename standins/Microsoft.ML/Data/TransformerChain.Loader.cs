using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Chains in model files. What was the last transformer's type is not kept.
internal static class TransformerChain
{
    public static void Save(ModelSaveContext ctx, ITransformer[] transformers, TransformerScope[] scopes)
    {
        ctx.SetLoader(typeof(TransformerChain));
        ctx.Writer.Write(transformers.Length);
        for (int i = 0; i < transformers.Length; i++)
        {
            ctx.Writer.Write((int)scopes[i]);
            ctx.SaveModel(transformers[i], Name(i));
        }
    }

    internal static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        int count = ctx.Reader.ReadInt32();
        var transformers = new List<ITransformer>();
        var scopes = new List<TransformerScope>();
        for (int i = 0; i < count; i++)
        {
            scopes.Add((TransformerScope)ctx.Reader.ReadInt32());
            transformers.Add(ctx.LoadModel<ITransformer>(env, Name(i)));
        }

        return new TransformerChain<ITransformer>(transformers, scopes);
    }

    private static string Name(int index) => $"Transform_{index:000}";
}
