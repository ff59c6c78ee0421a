using System.Security.Cryptography;
using System.Text;
using GanAugment.Generation;

namespace GanAugment.Transforms;

/// <summary>Opens the generator when images are needed and closes it when nobody needs it any more; users of one estimator share it.</summary>
internal sealed class GeneratorSource
{
    private readonly Func<IConditionalGenerator>? open;
    private readonly Lock gate = new();
    private IConditionalGenerator? generator;
    private int users;

    private readonly Lazy<string> fingerprint;

    private GeneratorSource(IConditionalGenerator generator)
    {
        this.generator = generator;
        Manifest = generator.Manifest;
        fingerprint = new Lazy<string>(() => "manifest-sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Manifest.ToJson()))));
    }

    private GeneratorSource(Func<IConditionalGenerator> open, Func<byte[]> hash)
    {
        fingerprint = new Lazy<string>(() => "sha256:" + Convert.ToHexStringLower(hash()));
        this.open = open;
        using IConditionalGenerator first = open();
        Manifest = first.Manifest;
    }

    public GeneratorManifest Manifest { get; }

    /// <summary>The folder of the file; null where there is none.</summary>
    public string? Folder { get; private init; }

    /// <summary>SHA-256 of the file, or of the manifest of a generator that was given open; see <see cref="Provenance.SyntheticOrigin.Generator"/>.</summary>
    public string Fingerprint => fingerprint.Value;

    /// <summary>Opens the generator once, so that a bad file is reported where it was named.</summary>
    public static GeneratorSource Open(BigGanAugmentationOptions options, CatalogEnvironment environment)
    {
        if (options.Generator is { } given) return new GeneratorSource(given);
        int? device = options.GpuDeviceId ?? environment.GpuDeviceId;
        bool fallback = options.FallbackToCpu || environment.FallbackToCpu;
        bool warned = false;
        return new GeneratorSource(() =>
        {
            OnnxConditionalGenerator opened = options.ModelFile is { } path
                ? OnnxConditionalGenerator.Load(path, device, fallback)
                : OnnxConditionalGenerator.Load(options.ModelBytes!, device, fallback);
            if (device is not null && opened.GpuDeviceId is null && !warned)
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

    private static byte[] Hash(BigGanAugmentationOptions options)
    {
        if (options.ModelFile is not { } path) return SHA256.HashData(options.ModelBytes!);
        using FileStream file = File.OpenRead(path);
        return SHA256.HashData(file);
    }

    /// <summary>Gives the generator; every call needs one of <see cref="Release"/>.</summary>
    public IConditionalGenerator Acquire()
    {
        lock (gate)
        {
            if (generator is null)
            {
                IConditionalGenerator opened = open!();
                if (opened.Manifest.ToJson() != Manifest.ToJson())
                {
                    opened.Dispose();
                    throw new GeneratorException(
                        "The generator is not the one that the estimator was made with.",
                        "Its file was replaced in the meantime.",
                        "Make the estimator again.");
                }

                generator = opened;
            }

            users++;
            return generator;
        }
    }

    public void Release()
    {
        lock (gate)
        {
            if (--users > 0 || open is null) return;
            generator?.Dispose();
            generator = null;
        }
    }
}
