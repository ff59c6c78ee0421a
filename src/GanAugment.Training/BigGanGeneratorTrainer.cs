using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Training.Export;

namespace GanAugment.Training;

/// <summary>Trains a BigGAN wherever a generator is wanted for the images at hand, and opens it as the ONNX file that would be published.</summary>
/// <remarks>For example <c>GeneratorTrainer = new BigGanGeneratorTrainer(options, path => OnnxConditionalGenerator.Load(path))</c> in the options of
/// AugmentWithBigGan.</remarks>
public sealed class BigGanGeneratorTrainer : IGeneratorTrainer
{
    private readonly TrainingOptions options;
    private readonly Func<string, IConditionalGenerator> open;
    private readonly string? runsDirectory;
    private readonly IProgress<TrainingProgress>? progress;
    private int runs;

    /// <summary>Creates a trainer.</summary>
    /// <param name="options">What to train and how; the same for every call.</param>
    /// <param name="open">Opens an exported file; the file may be gone once it returns, so what it needs it must have read.</param>
    /// <param name="runsDirectory">Where the runs stay, in folders <c>fit-1</c>, <c>fit-2</c> and so on; null leaves nothing behind.</param>
    /// <param name="progress">Told every <see cref="TrainingOptions.ReportEvery"/> steps.</param>
    public BigGanGeneratorTrainer(
        TrainingOptions options, Func<string, IConditionalGenerator> open, string? runsDirectory = null, IProgress<TrainingProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(open);
        this.options = options;
        this.open = open;
        this.runsDirectory = runsDirectory;
        this.progress = progress;
    }

    /// <inheritdoc/>
    public IConditionalGenerator Train(ILabelledImageSource images, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        string prefix = FormattableString.Invariant($"ganaugment-fit-{Environment.ProcessId}-");
        string? temporary = runsDirectory is null ? Directory.CreateTempSubdirectory(prefix).FullName : null;
        try
        {
            string run = temporary is null ? NextRun() : Path.Combine(temporary, "run");
            BigGanTrainer.Train(images, options, run, progress, cancellation);
            cancellation.ThrowIfCancellationRequested();
            string file = Path.Combine(temporary ?? run, "generator.onnx");
            GeneratorOnnxExporter.Export(run, file, open);
            return open(file);
        }
        finally
        {
            if (temporary is not null) Directory.Delete(temporary, recursive: true);
        }
    }

    // Runs of earlier processes stay: the next free number is taken.
    private string NextRun()
    {
        while (true)
        {
            string run = Path.Combine(runsDirectory!, FormattableString.Invariant($"fit-{Interlocked.Increment(ref runs)}"));
            if (!Directory.Exists(run)) return run;
        }
    }
}
