using System.Security.Cryptography;
using System.Text;
using GanAugment.Generation;
using GanAugment.Transforms.Columns;
using GanAugment.Transforms.Rows;
using Microsoft.ML;

namespace GanAugment.Transforms;

/// <summary>Has the generator open for its first user, closes it when nobody needs it any more and opens it again for the next; users of one estimator share
/// it.</summary>
internal sealed class GeneratorSource : IDisposable
{
    private readonly Func<IDisposable>? open;
    private readonly bool isOwned;
    private readonly Lock gate = new();
    private readonly Lazy<string> fingerprint;
    private readonly IReadOnlyList<string>?[] translated; // per class of a translator
    private IDisposable? model;
    private int users;
    private bool closed;

    private GeneratorSource(IDisposable model, bool isOwned = false)
    {
        this.isOwned = isOwned;
        this.model = model;
        Manifest = GeneratorModel.ManifestOf(model);
        translated = SourcesOf(model, Manifest);
        fingerprint = new Lazy<string>(() => "manifest-sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Manifest.ToJson()))));
    }

    private GeneratorSource(Func<IDisposable> open, Func<byte[]> hash)
    {
        fingerprint = new Lazy<string>(() => "sha256:" + Convert.ToHexStringLower(hash()));
        this.open = open;
        // It waits for its first user: opening takes as long as making many images.
        model = open();
        Manifest = GeneratorModel.ManifestOf(model);
        translated = SourcesOf(model, Manifest);
    }

    public GeneratorManifest Manifest { get; }

    /// <summary>The folder of the file; null where there is none.</summary>
    public string? Folder { get; private init; }

    /// <summary>SHA-256 of the file, or of the manifest of a generator that was given open; see <see cref="Provenance.SyntheticOrigin.Generator"/>.</summary>
    public string Fingerprint => fingerprint.Value;

    /// <summary>Opens the generator of the options once, so that a bad file is reported where it was named.</summary>
    public static GeneratorSource Open(BigGanAugmentationOptions options, CatalogEnvironment environment)
    {
        if (((IDisposable?)options.Generator ?? options.Translator) is { } given) return new GeneratorSource(given);
        int? device = options.GpuDeviceId ?? environment.GpuDeviceId;
        bool fallback = options.FallbackToCpu || environment.FallbackToCpu;
        bool warned = false;
        return new GeneratorSource(() =>
        {
            int? used = device;
            IDisposable opened = options.ModelFile is { } path
                ? GeneratorModel.Open(path, ref used, fallback)
                : GeneratorModel.Open(options.ModelBytes!, ref used, fallback);
            if (device is not null && used is null && !warned)
            {
                environment.Warning($"CUDA device {device} cannot be used; the generator runs on the CPU.");
                warned = true;
            }

            return opened;
        }, () => Hash(options))
        {
            Folder = options.ModelFile is { } file ? Path.GetDirectoryName(Path.GetFullPath(file)) : null,
        };
    }

    /// <summary>The generator for one training set: the one of the options, or one that is trained on these rows now.</summary>
    /// <param name="data">The training data.</param>
    /// <param name="opened">The generator of the options; null where it is to be trained.</param>
    /// <param name="options">The options.</param>
    /// <param name="environment">Where progress goes.</param>
    public static GeneratorSource For(IDataView data, GeneratorSource? opened, BigGanAugmentationOptions options, CatalogEnvironment environment)
    {
        if (opened is not null) return opened;
        ImageColumn image = ImageColumn.Of(data.Schema, null, options, environment);
        LabelColumn label = LabelColumn.Of(data.Schema, options.LabelColumnName, environment, options.ClassNames is not null);
        // Before hours of training on what are no pixels.
        image.CheckRange(data);
        TrainingImages images = TrainingImages.Of(data, image, label, options, environment);
        environment.Info($"Training a generator on {images.Labels.Count} images of the shape {images.Shape}, {images.Classes.Count} classes.");
        // It lives as long as the augmentation that it was trained for, and nobody else has it.
        return new GeneratorSource(options.GeneratorTrainer!.Train(images, options.CancellationToken), isOwned: true);
    }

    private static byte[] Hash(BigGanAugmentationOptions options)
    {
        if (options.ModelFile is not { } path) return SHA256.HashData(options.ModelBytes!);
        if (GeneratorSetFile.Is(path)) return SHA256.HashData([.. GeneratorSetFile.Files(path).SelectMany(entry => SHA256.HashData(File.ReadAllBytes(entry.Value)))]);
        using FileStream file = File.OpenRead(path);
        return SHA256.HashData(file);
    }

    /// <summary>Whether images are translated, not made of latents alone.</summary>
    public bool IsTranslator => Manifest.Graph?.Source is not null;

    /// <summary>The classes whose images a translator takes for a class; null is every other class.</summary>
    public IReadOnlyList<string>? SourceClasses(int generatorClass) => translated[generatorClass];

    /// <summary>Gives the generator; every call needs one of <see cref="Release"/>.</summary>
    public IConditionalGenerator Acquire() => (IConditionalGenerator)Open();

    /// <summary>Gives the translator; every call needs one of <see cref="Release"/>.</summary>
    public IImageTranslator AcquireTranslator() => (IImageTranslator)Open();

    private static IReadOnlyList<string>?[] SourcesOf(IDisposable model, GeneratorManifest manifest) =>
        model is IImageTranslator translator ? [.. Enumerable.Range(0, manifest.Classes.Count).Select(translator.SourceClasses)] : [];

    private IDisposable Open()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(BigGanAugmentationTransformer));
            if (model is null)
            {
                IDisposable opened = open!();
                if (GeneratorModel.ManifestOf(opened).ToJson() != Manifest.ToJson())
                {
                    opened.Dispose();
                    throw new GeneratorException(
                        "The generator is not the one that the estimator was made with.",
                        "Its file was replaced in the meantime.",
                        "Make the estimator again.");
                }

                model = opened;
            }

            users++;
            return model;
        }
    }

    public void Release()
    {
        lock (gate)
        {
            users--;
            if (open is not null || closed) Close();
        }
    }

    /// <summary>Closes a generator that was trained for one augmentation, when its last user releases it; others are not this one's to close.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (!isOwned) return;
            closed = true;
            Close();
        }
    }

    private void Close()
    {
        if (users > 0) return;
        model?.Dispose();
        model = null;
    }
}
