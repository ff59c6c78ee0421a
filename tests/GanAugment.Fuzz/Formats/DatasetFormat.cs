using GanAugment.Data;
using GanAugment.Reporting;

namespace GanAugment.Fuzz.Formats;

/// <summary>A data set: opened as the command line opens it, and every image read.</summary>
internal abstract class DatasetFormat(string name) : Format(name)
{
    /// <summary>What is opened in the folder.</summary>
    protected virtual string Door => "";

    public override void Read(string folder, string output)
    {
        ILabelledImageSource source = DatasetOpener.Open(Path.Combine(folder, Door));
        _ = DatasetFingerprint.Compute(source);
    }

    /// <summary>A sound gray PNG file of 6×5 pixels.</summary>
    protected static byte[] Png(int shade) => PngEncoder.Encode(new ImageShape(1, 5, 6), [.. Enumerable.Range(0, 30).Select(i => (byte)(i * shade))]);
}
