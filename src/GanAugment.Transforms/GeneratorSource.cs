using GanAugment.Generation;

namespace GanAugment.Transforms;

/// <summary>Opens the generator when images are needed and closes it when nobody needs it any more; users of one estimator share it.</summary>
internal sealed class GeneratorSource
{
    private readonly Func<IConditionalGenerator>? open;
    private readonly Lock gate = new();
    private IConditionalGenerator? generator;
    private int users;

    private GeneratorSource(IConditionalGenerator generator) => (this.generator, Manifest) = (generator, generator.Manifest);

    private GeneratorSource(Func<IConditionalGenerator> open)
    {
        this.open = open;
        using IConditionalGenerator first = open();
        Manifest = first.Manifest;
    }

    public GeneratorManifest Manifest { get; }

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
        });
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
