using Microsoft.ML.Runtime;

namespace Microsoft.ML;

// How the extension methods of a catalog reach the environment behind it.
internal interface IInternalCatalog
{
    IHostEnvironment Environment { get; }
}
