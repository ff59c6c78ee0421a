using System.Text;
using System.Text.Json.Nodes;
using GanAugment.Fuzz.Mutation;
using GanAugment.Training.Snapshots;

namespace GanAugment.Fuzz.Formats;

/// <summary>A snapshot: its description and its weights, whose checksum is right however wrong they are.</summary>
internal sealed class SnapshotFormat() : Format("snapshot")
{
    public override int Cost => 4;

    public override IEnumerable<(string Name, byte[] Content)> Make(Dice dice)
    {
        string json = Encoding.UTF8.GetString(TinyRun.Files.First(file => file.Name.EndsWith("latest.json", StringComparison.Ordinal)).Content);
        JsonNode description = JsonNode.Parse(json)!;
        string name = description["file"]!.GetValue<string>();
        byte[] weights = TinyRun.Files.First(file => file.Name.EndsWith(name, StringComparison.Ordinal)).Content;
        if (dice.Wrong(3))
        {
            weights = ByteMutation.Of(weights, dice.Random, 0, 8000);
            description["sha256"] = Safetensors.Checksum(weights);
        }

        yield return ("generator.json", dice.Wrong(2) ? JsonMutation.Of(description.ToJsonString(), dice.Random) : Encoding.UTF8.GetBytes(description.ToJsonString()));
        yield return (name, weights);
    }

    public override void Read(string folder, string output)
    {
        using GeneratorSnapshot snapshot = GeneratorSnapshot.Open(folder);
        _ = snapshot.Description;
    }
}
