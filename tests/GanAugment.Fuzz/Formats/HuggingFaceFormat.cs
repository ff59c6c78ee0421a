using GanAugment.Fuzz.Mutation;
using GanAugment.Training.Import;

namespace GanAugment.Fuzz.Formats;

/// <summary>The configuration of a Hugging Face checkpoint, held against its weights.</summary>
internal sealed class HuggingFaceFormat() : Format("huggingface")
{
    private static readonly Lazy<byte[]> Weights = new(() => Fixture("H1-pytorch_model.bin"));
    private static readonly Lazy<string> Configuration = new(() => System.Text.Encoding.UTF8.GetString(Fixture("H1-config.json")));

    public override int Allowance => 128;

    public override int Cost => 10;

    public override IEnumerable<(string Name, byte[] Content)> Make(Dice dice)
    {
        yield return ("config.json", dice.Wrong(1) ? JsonMutation.Of(Configuration.Value, dice.Random) : System.Text.Encoding.UTF8.GetBytes(Configuration.Value));
        yield return ("pytorch_model.bin", dice.Wrong(4) ? ByteMutation.Of(Weights.Value, dice.Random, 0, 20_000) : Weights.Value);
    }

    public override void Read(string folder, string output) => CheckpointImporter.Plan(new ImportOptions { Source = folder });

    private static byte[] Fixture(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", name));
}
