using System.Security.Cryptography;
using System.Text;
using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Training;
using GanAugment.Training.Export;
using GanAugment.Transforms;

namespace GanAugment.Cli.Comparing;

/// <summary>Trains a generator for each set of training images and keeps it, and a run that was stopped half-way, so that a comparison can go on.</summary>
/// <param name="options">How generators are trained.</param>
/// <param name="folder">Where they are kept, in a folder for each set of images.</param>
/// <param name="progress">Told every few steps.</param>
internal sealed class KeptGenerators(TrainingOptions options, string folder, IProgress<TrainingProgress> progress) : IGeneratorTrainer
{
    private readonly string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(options.ToJson())))[..12];

    /// <summary>Tells trainings apart.</summary>
    public string Description => FormattableString.Invariant($"BigGAN, {options.Steps} steps, options {hash}");

    public IConditionalGenerator Train(ILabelledImageSource images, CancellationToken cancellation = default)
    {
        string own = Path.Combine(folder, $"{DatasetFingerprint.Compute(images)[..12]}-{hash}"), file = Path.Combine(own, "generator.onnx"),
            run = Path.Combine(own, "run");
        if (!File.Exists(file))
        {
            TrainingResult result = File.Exists(Path.Combine(run, "training_options.json"))
                ? BigGanTrainer.Resume(images, run, progress: progress, token: cancellation)
                : BigGanTrainer.Train(images, options, run, progress, cancellation);
            cancellation.ThrowIfCancellationRequested();
            if (result.Collapse is { } collapse)
                throw new GeneratorException($"The generator collapsed: {collapse}", $"The run is '{run}'.", "Train with other options, or another seed.");
            GeneratorOnnxExporter.Export(run, file, path => OnnxConditionalGenerator.Load(path));
        }

        return OnnxConditionalGenerator.Load(file);
    }
}
