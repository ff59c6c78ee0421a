namespace Microsoft.ML.Data;

internal readonly record struct ChainLink(IEstimator<ITransformer> Estimator, TransformerScope Scope, bool CacheAfter);
