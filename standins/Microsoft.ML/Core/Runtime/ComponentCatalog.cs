using System.Reflection;

namespace Microsoft.ML.Runtime;

// The assemblies in which a loaded model may look for the code of its custom mappings.
public sealed class ComponentCatalog
{
    private readonly HashSet<Assembly> _assemblies = [];

    internal ComponentCatalog()
    {
    }

    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        Contracts.CheckValue(assembly, nameof(assembly));
        lock (_assemblies)
            _assemblies.Add(assembly);
    }

    internal IReadOnlyList<Assembly> Assemblies
    {
        get
        {
            lock (_assemblies)
                return [.. _assemblies];
        }
    }
}
