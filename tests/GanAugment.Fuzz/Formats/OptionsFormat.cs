using System.Text;
using GanAugment.Data;
using GanAugment.Fuzz.Mutation;
using GanAugment.Training;

namespace GanAugment.Fuzz.Formats;

/// <summary>The options of a training run: read, and resolved against small data.</summary>
internal sealed class OptionsFormat() : Format("options")
{
    private static readonly string Json = new TrainingOptions().ToJson();

    private static readonly LabelledImageSet Data = new("data", new ImageShape(1, 8, 8), new ClassMap(["cat", "dog"]), [0, 1, 0, 1], new byte[4 * 64]);

    public override IEnumerable<(string Name, byte[] Content)> Make(Dice dice)
    {
        yield return ("options.json", dice.Wrong(1) ? JsonMutation.Of(Json, dice.Random) : Encoding.UTF8.GetBytes(Json));
    }

    public override void Read(string folder, string output)
    {
        string path = Path.Combine(folder, "options.json");
        TrainingOptions.Parse(File.ReadAllText(path), path).Resolve(Data);
    }
}
