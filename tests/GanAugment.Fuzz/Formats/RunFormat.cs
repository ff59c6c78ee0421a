using System.Text;
using System.Text.Json;
using GanAugment.Fuzz.Mutation;
using GanAugment.Training;
using GanAugment.Training.Snapshots;
using GanAugment.Training.Watch;

namespace GanAugment.Fuzz.Formats;

/// <summary>The folder of a run, one of whose files is damaged, resumed: plan, states of training, statistics, event files, lock.</summary>
internal sealed class RunFormat() : Format("run")
{
    public override int Allowance => 128;

    public override int Cost => 40;

    public override IEnumerable<(string Name, byte[] Content)> Make(Dice dice)
    {
        (string Name, byte[] Content)[] files = [.. TinyRun.Files.Where(file => !file.Name.EndsWith(".png", StringComparison.Ordinal))];
        int chosen = dice.Wrong(1) ? dice.Random.Next(files.Length) : -1;
        for (int i = 0; i < files.Length; i++) yield return i == chosen ? (files[i].Name, Damaged(files[i], dice)) : files[i];
        if (dice.Wrong(6)) yield return ("run.owner", dice.Bytes([.. "process 1 on elsewhere"u8], 1));
    }

    public override void Read(string folder, string output) => BigGanTrainer.Resume(TinyRun.Data, folder);

    private static byte[] Damaged((string Name, byte[] Content) file, Dice dice)
    {
        string name = Path.GetFileName(file.Name);
        if (name.Contains("tfevents", StringComparison.Ordinal) && dice.Wrong(2)) return [.. EventRecord.Frame(dice.Bytes([8, 1, 16, 5], 1)), .. file.Content];
        if (name == "stats.jsonl" && dice.Wrong(2))
            return [.. file.Content, .. JsonMutation.Of("""{"step":1,"imagesSeen":4}""", dice.Random), (byte)'\n'];
        if (!name.EndsWith(".json", StringComparison.Ordinal)) return ByteMutation.Of(file.Content, dice.Random, 0, 6000);
        byte[] changed = JsonMutation.Of(Encoding.UTF8.GetString(file.Content), dice.Random);
        return name.StartsWith("training-", StringComparison.Ordinal) ? Sealed(changed) : changed;
    }

    // A forger knows how the checksum is made.
    private static byte[] Sealed(byte[] changed)
    {
        try
        {
            return Encoding.UTF8.GetBytes(TrainingJson.Read<TrainingSnapshot>(Encoding.UTF8.GetString(changed)).ToJson());
        }
        catch (Exception)
        {
            return changed;
        }
    }
}
