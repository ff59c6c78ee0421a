using System.Text.Json;
using GanAugment.Provenance;

namespace GanAugment.Data.Sources;

/// <summary>What lies beside image files and says that they are synthetic: the provenance of a folder of samples, or the origin of a single image.</summary>
internal sealed class SyntheticFolder
{
    private readonly bool all;

    /// <summary>Looks for the provenance that <c>ganaugment sample</c> writes.</summary>
    /// <param name="folders">The folders in which it could lie.</param>
    public SyntheticFolder(params string[] folders) => all = folders.Any(folder => SaysSynthetic(Path.Combine(folder, "provenance.json")));

    /// <summary>Whether an image is synthetic.</summary>
    /// <param name="image">Its file.</param>
    public bool Contains(string image)
    {
        if (all) return true;
        string beside = Path.ChangeExtension(image, ".json");
        if (!File.Exists(beside)) return false;
        try
        {
            SyntheticOrigin.Parse(File.ReadAllText(beside));
            return true;
        }
        catch (Exception e) when (e is DatasetException or IOException or UnauthorizedAccessException)
        {
            return false; // Somebody else's file.
        }
    }

    private static bool SaysSynthetic(string path)
    {
        if (!File.Exists(path)) return false;
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("synthetic", out JsonElement synthetic)
                && synthetic.ValueKind == JsonValueKind.True;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
