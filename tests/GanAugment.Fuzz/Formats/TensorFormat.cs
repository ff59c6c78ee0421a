using GanAugment.Training.Import;

namespace GanAugment.Fuzz.Formats;

/// <summary>A file of named tensors: opened, and every tensor read.</summary>
internal abstract class TensorFormat(string name) : Format(name)
{
    public override void Read(string folder, string output)
    {
        using TensorTable table = CheckpointFile.Open(Path.Combine(folder, "weights"));
        foreach (string name in table.Names) table.Read(name);
    }
}
