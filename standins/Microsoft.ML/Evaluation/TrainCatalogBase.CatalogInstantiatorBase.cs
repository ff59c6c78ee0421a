using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public abstract partial class TrainCatalogBase
{
    public abstract class CatalogInstantiatorBase : IInternalCatalog
    {
        private readonly TrainCatalogBase _owner;

        private protected CatalogInstantiatorBase(TrainCatalogBase catalog)
        {
            _owner = catalog;
        }

        IHostEnvironment IInternalCatalog.Environment => _owner.Environment;
    }
}
