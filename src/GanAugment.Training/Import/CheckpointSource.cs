namespace GanAugment.Training.Import;

/// <summary>The files that an import is about.</summary>
/// <param name="Generator">The generator's file.</param>
/// <param name="Discriminator">The discriminator's file, or null.</param>
/// <param name="Configuration">Where a Hugging Face model's configuration is, if it is one.</param>
internal sealed record CheckpointSource(string Generator, string? Discriminator, string Configuration)
{
    private const string ConfigurationName = "config.json", DiscriminatorName = "D.pth";

    // The average makes the better images; a Hugging Face folder has one file.
    private static readonly string[] GeneratorNames = ["G_ema.pth", "G.pth", "model.safetensors", "pytorch_model.bin"];

    /// <summary>Finds the files.</summary>
    /// <exception cref="GeneratorException">The folder has none with a usual name.</exception>
    public static CheckpointSource Find(ImportOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.Source);
        string? generator = options.Source, discriminator = options.Discriminator;
        if (Directory.Exists(options.Source))
        {
            generator = GeneratorNames.Select(name => Path.Combine(options.Source, name)).FirstOrDefault(File.Exists)
                ?? throw new GeneratorException($"The folder has no {string.Join(", ", GeneratorNames)}.", $"It is '{options.Source}'.",
                    "Give the file of the generator itself.");
            string beside = Path.Combine(options.Source, DiscriminatorName);
            if (discriminator is null && Path.GetExtension(generator) == ".pth" && File.Exists(beside)) discriminator = beside;
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(generator))!;
        return new CheckpointSource(generator, discriminator, options.Configuration ?? Path.Combine(folder, ConfigurationName));
    }
}
