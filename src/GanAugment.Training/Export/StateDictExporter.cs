using GanAugment.Generation;
using GanAugment.Training.Snapshots;
using static TorchSharp.torch;

namespace GanAugment.Training.Export;

/// <summary>Writes a trained generator's weights as a state dict that PyTorch programs load: the names and shapes of ajbrock/BigGAN-PyTorch.</summary>
public static class StateDictExporter
{
    /// <summary>The metadata entry of a safetensors file with <see cref="ReferenceArguments"/>.</summary>
    public const string MetadataKey = "ajbrock/BigGAN-PyTorch";

    private const string Root = "generator";

    /// <summary>Writes the file. The same generator gives the same bytes.</summary>
    /// <param name="runDirectoryOrSnapshot">A run directory, a folder that an import wrote, or a snapshot's JSON file.</param>
    /// <param name="outputPath">The file to create or replace.</param>
    /// <param name="format">Its container.</param>
    /// <param name="truncation">The truncation whose batch statistics are written, of a generator with a set for each; null for those that stand.</param>
    /// <exception cref="GeneratorException">There is no generator.</exception>
    /// <exception cref="OptionException">The generator has no statistics for the truncation.</exception>
    /// <exception cref="SaveException">The file could not be written.</exception>
    public static StateDictExport Export(string runDirectoryOrSnapshot, string outputPath, StateDictFormat format, Truncation? truncation = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputPath);
        using GeneratorSnapshot snapshot = GeneratorSnapshot.Open(runDirectoryOrSnapshot);
        using var scope = NewDisposeScope();
        if (truncation is { } asked)
            (snapshot.Statistics ?? throw new OptionException($"The generator has no statistics for truncation {asked}.", $"It is '{snapshot.Origin}'.",
                "Leave the truncation out: there is one set of statistics for all.")).Choose(snapshot.Generator, asked.StatisticsFactor);
        ReferenceArguments arguments = ReferenceArguments.Of(snapshot.Description.Network);
        IReadOnlyList<(string Name, Tensor Value)> tensors = ReferenceStateDict.Of(snapshot.Generator);
        if (format == StateDictFormat.Safetensors)
            AtomicFile.WriteAllBytes(outputPath, Safetensors.Encode(tensors, new() { ["format"] = "pt", [MetadataKey] = arguments.ToJson() }));
        else AtomicFile.Write(outputPath, stream => StoredZip.Write(stream, Archive(tensors)));
        return new StateDictExport(Path.GetFullPath(outputPath), new FileInfo(outputPath).Length, arguments);
    }

    private static IReadOnlyList<(string, ReadOnlyMemory<byte>)> Archive(IReadOnlyList<(string Name, Tensor Value)> tensors) =>
    [
        ($"{Root}/data.pkl", PickleWriter.StateDict([.. tensors.Select(t => (t.Name, t.Value.shape))])),
        .. tensors.Select((t, i) => ($"{Root}/data/{i}", (ReadOnlyMemory<byte>)t.Value.detach().cpu().contiguous().bytes.ToArray())),
        ($"{Root}/version", "3\n"u8.ToArray()),
    ];
}
