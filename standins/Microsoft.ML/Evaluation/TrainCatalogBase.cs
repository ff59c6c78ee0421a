using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public abstract partial class TrainCatalogBase : IInternalCatalog
{
    private protected TrainCatalogBase(IHostEnvironment env, string registrationName)
    {
        Environment = env.Register(registrationName);
    }

    IHostEnvironment IInternalCatalog.Environment => Environment;

    private protected IHost Environment { get; }

    /// <summary>Fits on all folds but one, in turn, and scores the one left out with every transformer of the model, whatever its scope.</summary>
    private protected List<(ITransformer Model, IDataView Scores)> CrossValidateTrain(
        IDataView data, IEstimator<ITransformer> estimator, int numFolds, string samplingKeyColumn, int? seed)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckValue(estimator, nameof(estimator));
        Contracts.CheckParam(numFolds > 1, nameof(numFolds), "Must be more than 1");
        var folds = new List<(ITransformer Model, IDataView Scores)>();
        foreach (var split in new DataOperationsCatalog(Environment).CrossValidationSplit(data, numFolds, samplingKeyColumn, seed))
        {
            var model = estimator.Fit(split.TrainSet);
            var scores = model is ITransformerChainAccessor chain
                ? new TransformerChain<ITransformer>(chain.Transformers, chain.Scopes).Transform(split.TestSet, TransformerScope.Everything)
                : model.Transform(split.TestSet);
            folds.Add((model, scores));
        }

        return folds;
    }
}
