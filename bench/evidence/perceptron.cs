// A trainer that takes no row weights: ML.NET's AveragedPerceptron, one versus all, on the letters with an outside pool (docs/evidence.md). The generator's file
// stands beside the output: dotnet run -c Release --project eng/Notebook -- bench/evidence/perceptron.cs -o FOLDER/perceptron.ipynb

// %%
using GanAugment.Data;
using GanAugment.Transforms;
using GanAugment.Transforms.Comparison;
using Microsoft.ML;
using Microsoft.ML.Trainers;

ILabelledImageSource Letters(string part, DatasetSplit split = DatasetSplit.Train) => DataPart.Parse(part).Select(NamedDatasets.Open("letters", split));

// %%
const int Steps = 40_000; // rows in all passes together, the same for every arm
IEstimator<ITransformer> Perceptron(MLContext ml, TrainingBudget budget) => ml.Transforms.Conversion.MapValueToKey("Label")
    .Append(ml.Transforms.Concatenate("Features", AugmentationComparison.PixelColumn))
    .Append(ml.MulticlassClassification.Trainers.OneVersusAll(
        ml.BinaryClassification.Trainers.AveragedPerceptron(new AveragedPerceptronTrainer.Options { NumberOfIterations = budget.Passes(Steps) })));

var generator = OnnxConditionalGenerator.Load("letters-pool.onnx");
ComparisonArm[] arms = [.. ComparisonArm.Standard.Where(arm => arm.Name is not ("class weights" or "MixUp") && !arm.Name.EndsWith("filtered"))];
ComparisonResult result = AugmentationComparison.Run(Letters("2/4"), NamedDatasets.Open("letters", DatasetSplit.Test), new ComparisonOptions
{
    Generator = generator, Arms = arms, Validation = LongTail.Select(Letters("4/4"), largest: 40, ratio: 1, seed: 0), Subset = new TrainingSubset(400, 100),
    TrainerTakesWeights = false, Classifier = $"ML.NET AveragedPerceptron, one versus all, {Steps} steps", Folder = "perceptron", Pictures = false,
}, Perceptron);
result.Save("perceptron/report.json");
ComparisonReport.Of(result).Save("perceptron/report.html");
foreach (ArmResult arm in result.Arms)
    Console.WriteLine($"{arm.Name,-36}{arm.Made,6}{arm.Synthetic,6}  {arm.BalancedAccuracy,-12}  {string.Join(' ', arm.BalancedAccuracies.Select(a => $"{a:0.0}"))}  {arm.AgainstBestBaseline}");
Console.WriteLine(result.Verdict);
Console.WriteLine(result.Gate!.Sentence);
