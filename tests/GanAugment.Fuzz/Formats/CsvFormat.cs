using System.Text;
using GanAugment.Fuzz.Mutation;

namespace GanAugment.Fuzz.Formats;

internal sealed class CsvFormat() : DatasetFormat("csv")
{
    private static readonly string[] Paths = ["../../escaped", "/dev/zero", "/etc/passwd", "a\0b.png", "", "b.png/c", "\"a,b\".png", "a\"b.png", ".", new string('p', 5000)];

    // Any path is read, one that does not end included: the most bytes of an image file.
    public override int Allowance => 128;

    protected override string Door => "train.csv";

    public override IEnumerable<(string Name, byte[] Content)> Make(Dice dice)
    {
        string separator = dice.Pick(",", 16, ";", "\t", ",,", "\",\""), end = dice.Pick("\n", 8, "\r\n", "\r", "\n\n", "");
        string[] lines =
        [
            dice.Pick("path,label", 8, "label,path", "file,class,extra", "", "path", "\"path\",\"label\"", "path,path,label,label"),
            .. Enumerable.Range(0, 4).Select(i => dice.Pick($"{i % 2}.png", 12, Paths) + separator + dice.Pick(i % 2 == 0 ? "cat" : "dog", 12, "", " ", "\"", "\"cat", "bird",
                new string('"', 999), "a\nb", "\"a\nb\"")),
        ];
        string text = string.Concat(lines.Select(line => line + end));
        Encoding encoding = dice.Pick(Encoding.UTF8, 12, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1);
        byte[] preamble = dice.Wrong(12) ? encoding.GetPreamble() : [];
        yield return ("train.csv", dice.Bytes([.. preamble, .. encoding.GetBytes(text)], 3));
        if (dice.Wrong(6)) yield return ("classes.txt", dice.Bytes([.. "cat\ndog\n"u8], 2));
        yield return ("0.png", Png(3));
        yield return ("1.png", Png(5));
    }
}
