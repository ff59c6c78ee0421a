using System.CommandLine;
using ClassifierAugmentation;
using GanAugment;
using GanAugment.Data;
using GanAugment.Sampling;
using GanAugment.Transforms;
using GanAugment.Transforms.Comparison;
using Spectre.Console;

var data = new Option<string>("--data")
{
    Description = "letters, or fashion-mnist (found under GANAUGMENT_DATA, or downloaded).",
    HelpName = "NAME",
    DefaultValueFactory = _ => "letters",
};
var seeds = new Option<int?>("--seeds") { Description = "Repetitions: other draws of duplicates and synthetic images. 5 when not given.", HelpName = "N" };
var quick = new Option<bool>("--quick") { Description = "Two repetitions and fewer iterations: a look, not a measurement." };
var train = new Option<bool>("--train") { Description = "Train the generator anew, here, instead of using the one in the repository." };
var steps = new Option<int?>("--steps") { Description = "With --train: generator updates.", HelpName = "N" };
var output = new Option<string>("--output")
{
    Description = "The folder for report.html and comparison.json.",
    HelpName = "DIR",
    DefaultValueFactory = _ => "demo-output",
};
var command = new RootCommand(
    "Trains the same classifier with and without BigGAN augmentation on a long-tailed set of real images, and says what it did.")
{
    data, seeds, quick, train, steps, output,
};
command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));

ParseResult arguments = command.Parse(args);
try
{
    // Ctrl-C while training finishes the step and saves.
    var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(2) };
    int code = await arguments.InvokeAsync(configuration);
    return arguments.Errors.Count > 0 ? 2 : code;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Cancelled.");
    return 130;
}
catch (GanAugmentException e)
{
    Console.Error.WriteLine(e.Message);
    return e is OptionException ? 2 : e is SaveException ? 1 : 3;
}

int Run(ParseResult parsed, CancellationToken cancellation)
{
    bool fast = parsed.GetValue(quick);
    int repetitions = parsed.GetValue(seeds) ?? (fast ? 2 : 5);
    string folder = parsed.GetRequiredValue(output);
    Tables.PlainUnlessTerminal();

    // 1. Real images, made long-tailed: many A, hardly any J.
    LongTailedData images = LongTailedData.Open(parsed.GetRequiredValue(data), cancellation);
    AnsiConsole.MarkupLineInterpolated(
        $"[bold]{images.Title}[/]: {images.Train.Labels.Count} training images, {images.Test.Labels.Count} test images, {images.Train.Classes.Count} classes");

    // 2. A generator, trained on those training images and no others.
    string generatorFile = parsed.GetValue(train)
        ? GeneratorTraining.Run(images, folder, parsed.GetValue(steps), cancellation)
        : images.CommittedGenerator();
    using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(generatorFile);

    // 3. What the generator will add: shown before anything is done.
    SamplingPlan plan = SamplingPlan.Resolve(SamplingStrategy.Balance(), images.Train);
    Tables.Plan(plan);

    // 4. The same classifier, arm by arm, on real test images.
    var classifier = new Classifier(Iterations: fast ? 15 : 60);
    var options = new ComparisonOptions
    {
        Generator = generator,
        Arms = ComparisonArm.Short,
        Seeds = [.. Enumerable.Range(0, repetitions).Select(s => (long)s)],
        Validation = images.Validation,
        SharedImages = SharedImages.LeaveOut,
        Classifier = classifier.Description,
    };
    ComparisonResult result = Tables.WithProgress(progress =>
        AugmentationComparison.Run(images.Train, images.Test, options, classifier.Pipeline, progress, cancellation));
    Tables.Result(result);

    // 5. Everything again, with pictures, in one file.
    string report = Path.Combine(folder, "report.html");
    result.Save(Path.Combine(folder, "comparison.json"));
    ComparisonReport.Of(result).Save(report);
    AnsiConsole.MarkupLineInterpolated($"Report: [link]{Path.GetFullPath(report)}[/]");
    return 0;
}
