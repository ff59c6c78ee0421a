using System.Text;
using GanAugment.Provenance;
using GanAugment.Training.Export;
using GanAugment.Training.Tests.Export;

namespace GanAugment.Training.Tests;

/// <summary>A generator's file tells which images it was trained on; a snapshot that was copied elsewhere tells nothing false.</summary>
public sealed class TrainedImagesTests
{
    [Theory]
    [InlineData("0", true)]
    [InlineData("1", false)]
    public void An_export_has_the_index_of_its_own_data_set_and_no_others(string fingerprint, bool taken)
    {
        using var tiny = new TinyGenerator(TinyGenerator.Gray);
        string plain = Exported(tiny);
        Assert.DoesNotContain(TrainingImageIndex.MetadataKey, plain);
        File.WriteAllText(tiny.File("training_images.json"),
            $"{{\"version\":1,\"datasetFingerprint\":\"{fingerprint}\",\"complete\":true,\"hashes\":\"AQIDBAUGBwg=\"}}");
        Assert.Equal(taken, Exported(tiny).Contains(TrainingImageIndex.MetadataKey, StringComparison.Ordinal));
        Assert.Equal(taken, Exported(tiny).Contains("AQIDBAUGBwg=", StringComparison.Ordinal));
    }

    [Fact]
    public void A_damaged_index_is_named()
    {
        using var tiny = new TinyGenerator(TinyGenerator.Gray);
        File.WriteAllText(tiny.File("training_images.json"), "half");
        Assert.Contains("training_images.json", Assert.Throws<GeneratorException>(() => Exported(tiny)).Origin);
    }

    private static string Exported(TinyGenerator tiny)
    {
        GeneratorOnnxExporter.Export(tiny.Snapshot, tiny.Output, path => new OrtGenerator(path));
        return Encoding.Latin1.GetString(File.ReadAllBytes(tiny.Output));
    }
}
