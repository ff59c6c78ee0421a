using GanAugment.Fuzz.Mutation;

namespace GanAugment.Fuzz;

/// <summary>A format that the product reads: how to make its files, right or wrong, and how to have them read.</summary>
/// <param name="name">Its name on the command line.</param>
internal abstract class Format(string name)
{
    /// <summary>Its name on the command line.</summary>
    public string Name { get; } = name;

    /// <summary>MiB of memory that reading may take beside sixteen times the input.</summary>
    /// <value>Default 64.</value>
    public virtual int Allowance => 64;

    /// <summary>How many times as long as others an input takes, so that a short campaign stays short.</summary>
    public virtual int Cost => 1;

    /// <summary>The files of one input, by name.</summary>
    /// <param name="dice">Decide what is wrong with them; nothing is, where they have no random stream.</param>
    public abstract IEnumerable<(string Name, byte[] Content)> Make(Dice dice);

    /// <summary>Has the files read through the product's own doors.</summary>
    /// <param name="folder">The folder with the files.</param>
    /// <param name="output">An empty folder for whatever is written.</param>
    public abstract void Read(string folder, string output);

    /// <summary>All formats.</summary>
    public static IReadOnlyList<Format> All { get; } =
    [
        new Formats.IdxFormat(), new Formats.CifarFormat(), new Formats.PngFormat(), new Formats.JpegFormat(), new Formats.ZipFormat(),
        new Formats.LabelListFormat(), new Formats.CsvFormat(), new Formats.ManifestFormat(), new Formats.DirectionsFormat(), new Formats.SetFormat(),
        new Formats.OnnxFormat(), new Formats.ImageModelFormat(), new Formats.SafetensorsFormat(), new Formats.TorchFormat("torch-legacy", zip: false), new Formats.TorchFormat("torch-zip", zip: true),
        new Formats.CheckpointFormat("import-legacy", "A1-G.pth"), new Formats.CheckpointFormat("import-zip", "A2-G.zip.pth"), new Formats.HuggingFaceFormat(),
        new Formats.OptionsFormat(), new Formats.SnapshotFormat(), new Formats.RunFormat(),
    ];
}
