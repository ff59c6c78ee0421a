using GanAugment.Fuzz.Mutation;
using GanAugment.Reporting;

namespace GanAugment.Fuzz.Formats;

/// <summary>A folder of class folders, and the texts in its PNG files.</summary>
internal sealed class PngFormat() : DatasetFormat("png")
{
    // Two images of the most pixels at once, with what the decoder keeps.
    public override int Allowance => 256;

    public override IEnumerable<(string Name, byte[] Content)> Make(Dice dice)
    {
        bool color = dice.Wrong(2);
        yield return ("cat/0.png", PngFile.Of(6, 5, color, dice));
        yield return ("dog/0.png", Png(3));
        if (dice.Wrong(4)) yield return (dice.Pick("dog/1.png", 3, "dog/.hidden.png", "dog/1.jpg", "dog/sub/1.png", "bird/notes.txt"), PngFile.Of(6, 5, !color, dice));
    }

    public override void Read(string folder, string output)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*.png", SearchOption.AllDirectories)) _ = PngText.Read(File.ReadAllBytes(file));
        base.Read(folder, output);
    }
}
