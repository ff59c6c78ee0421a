using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public abstract class TrainCatalogBase : IInternalCatalog
{
    private protected TrainCatalogBase(IHostEnvironment env, string registrationName)
    {
        Environment = env.Register(registrationName);
    }

    IHostEnvironment IInternalCatalog.Environment => Environment;

    private protected IHost Environment { get; }
}
