using System.Globalization;
using GanAugment.Data;
using GanAugment.Transforms;
using Microsoft.ML;
using Microsoft.ML.Data;
using Pitfalls;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

// The figures of docs/pitfalls.md: ten letters, long tail, a logistic regression on pixels; "truth" is the balanced test set of real letters.
var ml = new MLContext(1);
List<Letter> rows = Letter.List(LongTail.Select(NamedDatasets.Open("letters", DatasetSplit.Train), 800, 100, 0));
IDataView train = ml.Data.Cache(ml.Data.LoadFromEnumerable(rows));
IDataView test = ml.Data.Cache(ml.Data.LoadFromEnumerable(Letter.List(NamedDatasets.Open("letters", DatasetSplit.Test))));
var options = new BigGanAugmentationOptions
{
    ImageColumnName = "Pixels",
    ModelFile = Path.Combine(AppContext.BaseDirectory, "letters.onnx"),
    IsSyntheticColumnName = "IsSynthetic",
};
IDataView augmented = ml.Data.AugmentWithBigGan(train, options);
Line($"{rows.Count} real training rows, {CountedTrainer.Count(augmented)} with synthetic ones, {CountedTrainer.Count(test)} real test rows");

// 1. Augmenting before splitting.
Line($"\n1. Augment before splitting | reported macro accuracy | truth | synthetic rows in test folds");
var first = Folds(augmented, Steps(Trainer()));
Line($"augmented, then cross-validated | {first.Reported} | {first.Truth} | {first.Synthetic}");
var second = Folds(train, Augmented(Trainer()));
Line($"augmented in the pipeline | {second.Reported} | {second.Truth} | {second.Synthetic}");

// 2. A cache in the wrong place.
Line($"\n2. Cache in the wrong place | rows the trainer saw | truth");
CountedTrainer plain = Trainer(), right = Trainer(), wrong = Trainer();
Line($"no augmentation | {Rows(plain, Steps(plain))}");
var flat = new EstimatorChain<ITransformer>().Append(Keys()).AppendCacheCheckpoint(ml).Append(ml.Transforms.AugmentWithBigGan(options)).Append(Scale());
Line($"cache before the augmentation, one flat chain | {Rows(right, flat.AppendCacheCheckpoint(ml).Append(right))}");
IEstimator<ITransformer> variable = ml.Transforms.AugmentWithBigGan(options).Append(Keys()).Append(Scale());
variable = variable.AppendCacheCheckpoint(ml);
Line($"cache appended to an interface variable, trainer behind | {Rows(wrong, variable.Append(wrong))}");

// 3. Evaluating on synthetic rows.
Line($"\n3. Evaluate on synthetic rows | macro accuracy");
ITransformer model = Steps(Trainer()).Fit(augmented);
IDataView scored = model.Transform(augmented);
Line($"on the synthetic training rows | {Accuracy(Synthetic(scored))}");
IDataView others = ml.Data.AugmentWithBigGan(train, options with { Seed = 1 });
Line($"on synthetic rows of another seed | {Accuracy(Synthetic(model.Transform(others)))}");
Line($"truth | {Accuracy(model.Transform(test))}");

IEstimator<ITransformer> Keys() => ml.Transforms.Conversion.MapValueToKey("Key", "Label", keyOrdinality: KeyOrdinality.ByValue);

IEstimator<ITransformer> Scale() => ml.Transforms.NormalizeMinMax("Features", "Pixels");

CountedTrainer Trainer() => new(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key", "Features", l1Regularization: 0));

IEstimator<ITransformer> Steps(IEstimator<ITransformer> trainer) => Keys().Append(Scale()).Append(trainer);

IEstimator<ITransformer> Augmented(IEstimator<ITransformer> trainer) =>
    ml.Transforms.AugmentWithBigGan(options).Append(Keys()).Append(Scale()).Append(trainer);

IDataView Synthetic(IDataView view) =>
    ml.Data.FilterRowsByColumn(ml.Transforms.Conversion.ConvertType("Mark", "IsSynthetic").Fit(view).Transform(view), "Mark", lowerBound: 0.5);

string Accuracy(IDataView view) => Text(ml.MulticlassClassification.Evaluate(view, "Key").MacroAccuracy);

string Rows(CountedTrainer counted, IEstimator<ITransformer> pipeline)
{
    string truth = Accuracy(pipeline.Fit(train).Transform(test));
    return $"{counted.Rows} | {truth}";
}

(string Reported, string Truth, int Synthetic) Folds(IDataView data, IEstimator<ITransformer> pipeline)
{
    var folds = ml.MulticlassClassification.CrossValidate(data, pipeline, 5, "Key", seed: 1);
    int synthetic = folds.Sum(fold => ml.Data.CreateEnumerable<Mark>(fold.ScoredHoldOutSet, true).Count(row => row.IsSynthetic));
    double truth = folds.Average(fold => ml.MulticlassClassification.Evaluate(fold.Model.Transform(test), "Key").MacroAccuracy);
    return (Text(folds.Average(fold => fold.Metrics.MacroAccuracy)), Text(truth), synthetic);
}

static string Text(double value) => value.ToString("P1", CultureInfo.InvariantCulture);

static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

internal sealed class Mark
{
    public bool IsSynthetic { get; set; }
}
