#:property PublishAot=false
#:project ../../../src/GanAugment.Transforms/GanAugment.Transforms.csproj
#:package Microsoft.ML
#:package Microsoft.ML.ImageAnalytics
#:package Microsoft.ML.OnnxRuntime
#:package SkiaSharp.NativeAssets.Linux.NoDependencies

// %% [markdown]
// # Does BigGAN augmentation help this classifier?
//
// A classifier of letters has seen 800 A and only 8 J. A class-conditional BigGAN, trained on those very images, offers more of every letter. Does the classifier get better?
// This page shows the data, the generator, the plan and the comparison, and lets the figures answer.
//
// Everything below was executed; outputs and pictures are stored. The page is made from `notebook/ClassifierAugmentation.cs`, which also runs by itself:
// `dotnet run examples/ClassifierAugmentation/notebook/ClassifierAugmentation.cs`. `./demo` does the same as a program and writes a report.

// %%
using GanAugment.Data;
using GanAugment.Editing;
using GanAugment.Generation;
using GanAugment.Reporting;
using GanAugment.Sampling;
using GanAugment.Transforms;
using GanAugment.Transforms.Comparison;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

// %% notebook
string Picture(byte[] png, string title) => $"<figure><img src='data:image/png;base64,{Convert.ToBase64String(png)}' alt='{title}'><figcaption>{title}</figcaption></figure>";

// %% tags=parameters
int seeds = 5;        // repetitions: other draws of duplicates and synthetic images
int iterations = 60;  // passes of the classifier's optimiser, the same in every arm

// %% [markdown]
// ## The data, and what is wrong with it
//
// Letters A to J of openly licensed typefaces. The training images are made long-tailed; the test images are of typefaces that neither the classifier nor the generator sees.

// %%
ILabelledImageSource train = LongTail.Select(NamedDatasets.Open("letters", DatasetSplit.Train), largest: 800, ratio: 100, seed: 0);
ILabelledImageSource test = NamedDatasets.Open("letters", DatasetSplit.Test);

// For choosing the best baseline: images that nothing is trained on and nothing is judged on.
HashSet<ulong> taken = [.. ImageHash.OfAll(train), .. ImageHash.OfAll(test)];
ILabelledImageSource all = NamedDatasets.Open("letters", DatasetSplit.Train);
ulong[] hashes = ImageHash.OfAll(all);
var rest = new Subset(all, Enumerable.Range(0, hashes.Length).Where(i => !taken.Contains(hashes[i])));
ILabelledImageSource validation = LongTail.Select(rest, largest: 40, ratio: 1, seed: 0);
var trainCounts = train.CountPerClass();
var validationCounts = validation.CountPerClass();
var testCounts = test.CountPerClass();
Console.WriteLine("class  train  validation  test");
for (int k = 0; k < train.Classes.Count; k++) Console.WriteLine($"{train.Classes[k],5}{trainCounts[k],7}{validationCounts[k],12}{testCounts[k],6}");

// %%
display(HTML(Picture(ContactSheet.OfData(train, perClass: 12).ToPng(), "Real training images, a class per row: the first of each class")));

// %% [markdown]
// ## The generator
//
// It was trained for 800 steps on exactly these training images (the manifest holds their fingerprint, and the comparison checks it), and is one ONNX file. Another command line trains it anew, in some twenty minutes of one core:
//
// ```
// ganaugment train letters --long-tail 100 --largest 800 --options examples/ClassifierAugmentation/generators/letters.training_options.json
// ```

// %%
string folder = Directory.Exists("generators") ? "generators" : "examples/ClassifierAugmentation/generators";
var generator = OnnxConditionalGenerator.Load(Path.Combine(folder, "letters.onnx"));
Console.WriteLine($"architecture  {generator.Manifest.Architecture}");
Console.WriteLine($"images seen   {generator.Manifest.ImagesSeen}");
Console.WriteLine($"trained on    {generator.Manifest.DatasetOrigin}");
Console.WriteLine($"the same?     {generator.Manifest.DatasetFingerprint == DatasetFingerprint.Compute(train)}");

// %%
display(HTML(Picture(ContactSheet.OfGenerator(generator, perClass: 12, seed: 0).ToPng(), "Synthetic images of seed 0, the first of each class. Nothing is picked.")));

// %% [markdown]
// ## Truncation: better looks, fewer kinds
//
// Truncation draws z nearer to its mean. From left to right the threshold rises; the random numbers along a row are the same. Images on the left look cleaner and resemble each other: that is diversity a classifier would have needed, so truncation is off
// unless asked for.

// %%
Truncation[] slider = [.. new[] { 0.1f, 0.3f, 0.5f, 0.8f, 1.2f, 2f }.Select(Truncation.Threshold), Truncation.None];
int[] shown = [0, 4, 7, 9]; // A, E, H, J: many images, and fewer and fewer
var truncations = GridPlan.OfTruncations(generator.Manifest, shown, seeds: [0, 1], slider);
display(HTML(Picture(truncations.ToSheet(generator, new SheetPage { Scale = 2 }).ToPng(), "Truncation thresholds, two seeds for each of four letters")));

// %% [markdown]
// ## The plan
//
// Before anything is generated the plan says how many images each class will get. `Balance` fills every class up to the largest.

// %%
SamplingPlan plan = SamplingPlan.Resolve(SamplingStrategy.Balance(), train);
Console.WriteLine(plan);

// %% [markdown]
// ## In a pipeline
//
// `AugmentWithBigGan` is an estimator like any other. While the pipeline is fitted, the trainer reads real and synthetic rows; when the model predicts, the transformer adds nothing.

// %%
string images = Directory.CreateTempSubdirectory("letters").FullName;
var pixels = new byte[train.Shape.Length]; // [C, H, W]
var list = new List<string>();
for (int i = 0; i < train.Labels.Count; i++)
{
    train.Read(i, pixels);
    File.WriteAllBytes(Path.Combine(images, $"{i}.png"), PngEncoder.Encode(train.Shape, pixels));
    list.Add($"{i}.png,{train.Classes[train.Labels[i]]}");
}

File.WriteAllLines(Path.Combine(images, "letters.csv"), list);
Console.WriteLine($"{list.Count} PNG files, and a CSV file: {list[0]} …");

// %%
var ml = new MLContext(seed: 0);
IDataView rows = ml.Data.LoadFromTextFile(Path.Combine(images, "letters.csv"),
    [new TextLoader.Column("Path", DataKind.String, 0), new TextLoader.Column("Label", DataKind.String, 1)], separatorChar: ',');
var pipeline = ml.Transforms.LoadImages("Image", images, "Path")
    .Append(ml.Transforms.ResizeImages("Image", train.Shape.Width, train.Shape.Height))
    .Append(ml.Transforms.AugmentWithBigGan("Image", generator, strategy: SamplingStrategy.Balance()))   // the new line
    .Append(ml.Transforms.ExtractPixels("Features", "Image", scaleImage: 1 / 255f))
    .Append(ml.Transforms.Conversion.MapValueToKey("Label"))
    .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
    {
        MaximumNumberOfIterations = iterations, NumberOfThreads = 2,
    }));
var model = pipeline.Fit(rows);
SamplingPlan injected = model.OfType<BigGanAugmentationTransformer>().Single().Plan;
Console.WriteLine($"the trainer read {injected.RealTotal} real and {injected.SyntheticTotal} synthetic rows");
Console.WriteLine($"the model scores {model.Transform(rows).GetColumn<string>("Path").Count()} of {list.Count} rows: predictions see real rows only");

// %% [markdown]
// ## The arms
//
// The same classifier, multinomial logistic regression on pixels, is trained in five ways and tested on real letters only. Every arm takes the same number of optimiser steps with the same effective regularisation, or the comparison would measure those.

// %%
IEstimator<ITransformer> Classifier(MLContext context, TrainingBudget budget) => context.Transforms.Conversion.MapValueToKey("Label")
    .Append(context.Transforms.Concatenate("Features", AugmentationComparison.PixelColumn))
    .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
    {
        ExampleWeightColumnName = budget.ExampleWeightColumnName, L2Regularization = budget.L2OnSummedLoss(1e-3), L1Regularization = 0,
        MaximumNumberOfIterations = iterations, OptimizationTolerance = 1e-12f, NumberOfThreads = 2,
    }));

var options = new ComparisonOptions
{
    Generator = generator, Arms = ComparisonArm.Short, Seeds = [.. Enumerable.Range(0, seeds).Select(s => (long)s)], Validation = validation,
    SharedImages = SharedImages.LeaveOut, Classifier = "multinomial logistic regression on pixels",
};
ComparisonResult result = AugmentationComparison.Run(train, test, options, Classifier);
Console.WriteLine($"{"arm",-22}{"real",6}{"duplicates",12}{"synthetic",11}  balanced accuracy, %");
foreach (ArmResult arm in result.Arms)
    Console.WriteLine($"{arm.Name,-22}{arm.Real,6}{arm.Made,12}{arm.Synthetic,11}  {arm.BalancedAccuracy}");

// %%
Console.WriteLine($"{"arm",-22}  against none   against {result.Evaluations[0].BestBaseline}");
foreach (ArmResult arm in result.Arms) Console.WriteLine($"{arm.Name,-22}  {arm.AgainstNone?.ToString() ?? "",-13}  {arm.AgainstBestBaseline}");
Console.WriteLine();
Console.WriteLine("Paired differences in points, with 95 % intervals.");

// %% [markdown]
// Which letters gain, and which lose? Rare ones stand at the bottom.

// %%
ArmResult[] distinct = [.. result.Arms.DistinctBy(a => a.Setting)]; // What the gate leaves to be done stands under its own name already.
Console.WriteLine("recall, %  " + string.Concat(distinct.Select(a => $"{a.Name,16}")));
for (int k = 0; k < train.Classes.Count; k++)
    Console.WriteLine($"{train.Classes[k],9}  " + string.Concat(distinct.Select(a => $"{a.Recalls[k],16}")));

// %% [markdown]
// ## The verdict

// %%
Console.WriteLine(result.Verdict);
Console.WriteLine(result.Gate!.Sentence);
Console.WriteLine();
foreach (string verdict in result.Evaluations[0].Verdicts) Console.WriteLine("• " + verdict);
foreach (string warning in result.Warnings) Console.WriteLine("! " + warning);
Console.WriteLine();
Console.WriteLine(result.Caveat);

// %% app
Directory.Delete(images, recursive: true);

// Where no notebook shows pictures they become files.
static string HTML(string html) => html;
static void display(string html) => Console.WriteLine(html);
static string Picture(byte[] png, string title)
{
    string file = Path.Combine(Path.GetTempPath(), string.Concat(title.TakeWhile(c => c is not (':' or ',' or '.'))) + ".png");
    File.WriteAllBytes(file, png);
    return $"{title}: {file}";
}
