using System.Reflection;
using System.Runtime.Loader;

namespace GanAugment.Transforms.Tests.Support;

/// <summary>A second ML.NET in this process, which finds no assembly of this library: what a program has that only scores.</summary>
internal sealed class WithoutGanAugment : AssemblyLoadContext
{
    private readonly AssemblyDependencyResolver resolver = new(typeof(WithoutGanAugment).Assembly.Location);

    /// <summary>The columns that a saved model makes of the data it was trained on.</summary>
    public string[] ColumnsOfModel(string path)
    {
        dynamic context = Activator.CreateInstance(Named("Microsoft.ML.MLContext"), [null])!;
        object operations = context.Model;
        MethodInfo load = operations.GetType().GetMethod("Load", [typeof(string), Named("Microsoft.ML.DataViewSchema").MakeByRefType()])!;
        object?[] arguments = [path, null];
        object model = load.Invoke(operations, arguments)!;
        object schema = Named("Microsoft.ML.ITransformer").GetMethod("GetOutputSchema")!.Invoke(model, [arguments[1]])!;
        return [.. ((System.Collections.IEnumerable)schema).Cast<object>().Select(column => (string)column.GetType().GetProperty("Name")!.GetValue(column)!)];
    }

    protected override Assembly? Load(AssemblyName name)
    {
        if (name.Name!.StartsWith("GanAugment", StringComparison.Ordinal)) throw new FileNotFoundException($"{name.Name} is not to be found here.");
        return resolver.ResolveAssemblyToPath(name) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    // A type of ML.NET, in whichever of its assemblies it is.
    private Type Named(string name) => typeof(Microsoft.ML.MLContext).Assembly.GetReferencedAssemblies()
        .Prepend(typeof(Microsoft.ML.MLContext).Assembly.GetName())
        .Where(assembly => assembly.Name!.StartsWith("Microsoft.ML", StringComparison.Ordinal))
        .Select(assembly => LoadFromAssemblyName(assembly).GetType(name))
        .First(type => type is not null)!;
}
