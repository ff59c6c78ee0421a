using System.Text;
using GanAugment.Fuzz.Mutation;

namespace GanAugment.Fuzz.Formats;

/// <summary>The list of labels of StyleGAN's format, beside its images in a folder.</summary>
internal sealed class LabelListFormat() : DatasetFormat("dataset.json")
{
    public const string List = """{"labels":[["00000/0.png",0],["00000/1.png",1]],"classes":["cat","dog"]}""";

    public override IEnumerable<(string Name, byte[] Content)> Make(Dice dice)
    {
        yield return ("dataset.json", dice.Wrong(1) ? JsonMutation.Of(List, dice.Random) : Encoding.UTF8.GetBytes(List));
        yield return ("00000/0.png", Png(3));
        yield return ("00000/1.png", Png(5));
    }
}
