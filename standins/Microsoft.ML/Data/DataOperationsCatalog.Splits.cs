using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckParam(testFraction is > 0 and < 1, nameof(testFraction), "Must be between 0 and 1 exclusive");
        string split = CreateSplitColumn(_env, ref data, samplingKeyColumnName, seed, fallbackInEnvSeed: true);
        return Split(data, split, 0, testFraction, includeMax: null);
    }

    public IReadOnlyList<TrainTestData> CrossValidationSplit(
        IDataView data, int numberOfFolds = 5, string samplingKeyColumnName = null, int? seed = null)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckParam(numberOfFolds > 1, nameof(numberOfFolds), "Must be more than 1");
        string split = CreateSplitColumn(_env, ref data, samplingKeyColumnName, seed, fallbackInEnvSeed: true);
        return [.. CrossValidationSplit(data, split, numberOfFolds)];
    }

    internal static IEnumerable<TrainTestData> CrossValidationSplit(IDataView data, string splitColumn, int numberOfFolds)
    {
        for (int fold = 0; fold < numberOfFolds; fold++)
            yield return Split(data, splitColumn, (double)fold / numberOfFolds, (double)(fold + 1) / numberOfFolds, includeMax: true);
    }

    // Adds a column by which rows are split: random numbers, or what is made of the sampling key.
    internal static string CreateSplitColumn(
        IHostEnvironment env, ref IDataView data, string samplingKeyColumn, int? seed = null, bool fallbackInEnvSeed = false)
    {
        string name = data.Schema.FreeName("SplitColumn");
        int? used = seed ?? (fallbackInEnvSeed ? ((IHostEnvironmentInternal)env).Seed : null);
        if (samplingKeyColumn is null)
        {
            data = new GenerateNumberTransform(data, name, (uint?)used);
            return name;
        }

        DataViewSchema.Column key = data.Schema.GetColumnOrNull(samplingKeyColumn)
            ?? throw env.ExceptSchemaMismatch(nameof(samplingKeyColumn), "SamplingKeyColumn", samplingKeyColumn);
        var catalog = new TransformsCatalog(env);
        if (!RangeFilter.IsValidColumnType(key.Type))
            data = new RowToRowMapperTransform(data, SamplingHash.Mapper(key, name, (uint)(used ?? SamplingHash.DefaultSeed)));
        else if (key.Type is KeyDataViewType)
            data = catalog.CopyColumns(name, samplingKeyColumn).Fit(data).Transform(data);
        else
            data = catalog.NormalizeMinMax(name, samplingKeyColumn, fixZero: false).Fit(data).Transform(data);
        return name;
    }

    private static TrainTestData Split(IDataView data, string column, double min, double max, bool? includeMax)
        => new(
            DropColumn(new RangeFilter(data, column, min, max, complement: true, includeMax), column),
            DropColumn(new RangeFilter(data, column, min, max, complement: false, includeMax), column));

    private static IDataView DropColumn(IDataView data, string name)
        => new SelectColumnsDataTransform(data, [.. data.Schema.Where(column => column.Name != name).Select(column => column.Index)]);
}
