using Microsoft.ML.Runtime;

namespace Microsoft.ML;

internal static class Environments
{
    public static IHostEnvironment GetEnvironment(this IInternalCatalog catalog)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        return catalog.Environment;
    }
}
