using System.Text;
using GanAugment.Fuzz.Mutation;

namespace GanAugment.Fuzz.Formats;

/// <summary>The data set format of StyleGAN, in a zip.</summary>
internal sealed class ZipFormat() : DatasetFormat("zip")
{
    public override int Allowance => 256;

    protected override string Door => "data.zip";

    public override IEnumerable<(string Name, byte[] Content)> Make(Dice dice)
    {
        byte[] list = dice.Wrong(4) ? JsonMutation.Of(LabelListFormat.List, dice.Random) : Encoding.UTF8.GetBytes(LabelListFormat.List);
        byte[] archive = ZipFile.Of([("dataset.json", list), ("00000/0.png", Png(3)), ("00000/1.png", Png(5))], dice);
        yield return ("data.zip", dice.Bytes(archive, 6));
    }
}
