using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

// Finds the code of a saved custom mapping by its contract name, in the assembly that it was made in and those registered.
internal static class CustomMappingLoader
{
    public static void Save(ModelSaveContext ctx, string contractName, Assembly assembly)
    {
        ctx.SetLoader(typeof(CustomMappingLoader));
        ctx.Writer.Write(contractName);
        ctx.Writer.Write(assembly.FullName);
    }

    internal static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        string contractName = ctx.Reader.ReadString();
        env.ComponentCatalog.RegisterAssembly(Assembly.Load(ctx.Reader.ReadString()));
        Type factory = env.ComponentCatalog.Assemblies.SelectMany(assembly => assembly.GetTypes())
            .FirstOrDefault(type => type.GetCustomAttribute<CustomMappingFactoryAttributeAttribute>()?.ContractName == contractName)
            ?? throw env.Except($"Contract with name '{contractName}' was not found");
        return ((ICustomMappingFactory)Activator.CreateInstance(factory, nonPublic: true)).CreateTransformer(env, contractName);
    }
}
