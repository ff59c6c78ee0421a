using GanAugment.Data;
using GanAugment.Data.Sources;
using GanAugment.Provenance;
using GanAugment.Reporting;

namespace GanAugment.Tests.Data.Sources;

/// <summary>Synthetic images are known wherever they say so: in the file, beside it, or in the folder.</summary>
public sealed class SyntheticFolderTests : IDisposable
{
    private static readonly SyntheticOrigin Origin = new() { Generator = "sha256:0", Class = "a", Seed = 0, Row = 0, Truncation = "none" };

    private readonly string folder = Directory.CreateTempSubdirectory("ganaugment-marks").FullName;

    [Fact]
    public void A_real_image_is_none()
    {
        Write("a/0.png", Png());
        Write("a/0.json", "{}"u8.ToArray());
        Write("provenance.json", "[1]"u8.ToArray());
        Assert.False(ImageFolderSource.Open(folder).IsSynthetic(0));
    }

    [Fact]
    public void A_marked_file_is_one()
    {
        Write("a/0.png", Png());
        Write("a/1.png", SyntheticMark.Add(Png(), Origin));
        ILabelledImageSource source = ImageFolderSource.Open(folder);
        Assert.Equal([false, true], Enumerable.Range(0, 2).Select(source.IsSynthetic));
        Assert.True(new Subset(source, [1]).IsSynthetic(0));
    }

    [Fact]
    public void An_image_with_its_origin_beside_it_is_one()
    {
        Write("a/0.png", Png());
        Write("a/0.json", System.Text.Encoding.UTF8.GetBytes(Origin.ToJson()));
        Assert.True(ImageFolderSource.Open(folder).IsSynthetic(0));
    }

    [Fact]
    public void A_folder_of_samples_holds_nothing_else()
    {
        Write("a/0.png", Png());
        Write("provenance.json", "{ \"synthetic\": true }"u8.ToArray());
        Assert.True(ImageFolderSource.Open(folder).IsSynthetic(0));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static byte[] Png() => PngEncoder.Encode(new ImageShape(1, 2, 2), new byte[4]);

    private void Write(string name, byte[] content)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
