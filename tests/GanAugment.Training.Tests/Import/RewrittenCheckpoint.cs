using GanAugment.Training.Import;
using GanAugment.Training.Snapshots;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Import;

/// <summary>A state dict taken apart, changed, and saved again as safetensors under the same names.</summary>
internal sealed class RewrittenCheckpoint : Dictionary<string, (float[] Values, long[] Shape)>
{
    public RewrittenCheckpoint(string path) : base(StringComparer.Ordinal)
    {
        using TensorTable table = CheckpointFile.Open(path);
        foreach (string name in table.Names) Add(name, (table.Read(name), table.ShapeOf(name)!));
    }

    public RewrittenCheckpoint(IEnumerable<(string Name, Tensor Value)> tensors) : base(StringComparer.Ordinal)
    {
        foreach (var (name, value) in tensors) Add(name, (TensorAssert.Values(value), value.shape));
    }

    /// <summary>Renames every tensor.</summary>
    public RewrittenCheckpoint Renamed(Func<string, string> rename)
    {
        (string, (float[], long[]))[] entries = [.. this.Select(e => (rename(e.Key), e.Value))];
        Clear();
        foreach (var (name, value) in entries) Add(name, value);
        return this;
    }

    /// <summary>Saves it.</summary>
    public string Save(string path)
    {
        using var scope = NewDisposeScope();
        File.WriteAllBytes(path, Safetensors.Encode(this.Select(e => (e.Key, tensor(e.Value.Values, e.Value.Shape)))));
        return path;
    }
}
