using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Tests.Generation;

namespace GanAugment.Tests.Evaluation;

public class CopyAuditTests
{
    private static readonly LinearGenerator Generator = new();

    [Fact]
    public void New_images_of_the_distribution_are_as_near_as_held_out_ones()
    {
        CopyAudit audit = CopyAudit.Of(Drawn(3, 200), Drawn(1, 300), Drawn(2, 100));
        Assert.Equal((600, 900, 300), (audit.Images, audit.TrainingImages, audit.ComparedImages));
        Assert.InRange(audit.CloserToTraining!.Value, 0.42, 0.58);
        Assert.InRange(audit.NearCopies!.Value, 0, 0.04);
        Assert.InRange(audit.Authenticity, 0.35, 0.65);
        Assert.Equal(0, audit.Duplicates);
        Assert.Equal(audit.HeldOut!.Median, audit.Generated.Median, audit.HeldOut.Median * 0.2);
    }

    [Fact]
    public void Copies_are_told()
    {
        GeneratedImages training = Drawn(1, 100);
        CopyAudit audit = CopyAudit.Of(Noisy(new Subset(training, Enumerable.Range(0, 60))), training, Drawn(2, 100));
        Assert.Equal(1, audit.NearCopies);
        Assert.InRange(audit.CloserToTraining!.Value, 0.99, 1);
        Assert.InRange(audit.Authenticity, 0, 0.02);
        Assert.Equal(0, audit.Duplicates);
        Assert.All(audit.Nearest, pair => Assert.Equal(pair.Generated, pair.Training));
        Assert.Equal(audit.Nearest.Select(pair => pair.Distance).Order(), audit.Nearest.Select(pair => pair.Distance));

        audit = CopyAudit.Of(new Subset(training, [4, 7]), training, null);
        Assert.Equal((2, 0.0, 0.0), (audit.Duplicates, audit.Authenticity, audit.Generated.Median));
    }

    [Fact]
    public void Features_see_what_pixels_do_not()
    {
        // The feature is whether the first pixel is bright; every image is a copy in it.
        using var extractor = new PixelFeatures(1, x => x > 0 ? 1 : 0);
        CopyAudit audit = CopyAudit.Of(Drawn(3, 20), Drawn(1, 50), null, extractor);
        Assert.Equal(("pixels-test", 60), (audit.Space, audit.Duplicates));
    }

    [Fact]
    public void Without_held_out_images_only_what_needs_none_is_told()
    {
        CopyAudit audit = CopyAudit.Of(Drawn(3, 20), Drawn(1, 30), null);
        Assert.Null(audit.NearCopies);
        Assert.Null(audit.CloserToTraining);
        Assert.Equal(["authenticity", "medianDistance", "duplicates"], audit.Figures().Select(f => f.Metric));
        Assert.All(audit.Figures(), f => Assert.Equal($"{f.Metric}.all90TrainingImages.n60.pixels", f.Key));
    }

    [Fact]
    public void Figures_name_how_many_images_judge()
    {
        CopyAudit audit = CopyAudit.Of(Drawn(3, 20), Drawn(1, 30), Drawn(2, 10));
        Assert.Contains("nearCopiesBy30HeldOut.all90TrainingImages.n60.pixels", audit.Figures().Select(f => f.Key));
        Assert.Contains("closerToTraining.30TrainingAnd30HeldOut.n60.pixels", audit.Figures().Select(f => f.Key));
    }

    [Fact]
    public void Progress_grows_to_the_end()
    {
        var heard = new Heard();
        CopyAudit.Of(Drawn(3, 20), Drawn(1, 30), Drawn(2, 10), progress: heard);
        Assert.Equal(heard.Shares.Order(), heard.Shares);
        Assert.Equal(1, heard.Shares[^1]);
    }

    [Fact]
    public void Sets_that_cannot_be_compared_are_refused()
    {
        Assert.Throws<DatasetException>(() => CopyAudit.Of(Drawn(3, 0), Drawn(1, 3), null));
        Assert.Throws<DatasetException>(() => CopyAudit.Of(Drawn(3, 1), new Subset(Drawn(1, 1), [0]), null));
        var other = new LabelledImageSet("other", new ImageShape(1, 2, 2), new ClassMap(["class 0"]), [0], new byte[4]);
        Assert.Throws<DatasetException>(() => CopyAudit.Of(Drawn(3, 1), Drawn(1, 3), other));
    }

    internal static GeneratedImages Drawn(long seed, int perClass) => new(Generator, [perClass, perClass, perClass], seed);

    // One level up or down in every second pixel.
    private static LabelledImageSet Noisy(ILabelledImageSource source)
    {
        byte[] bytes = [.. Enumerable.Range(0, source.Labels.Count).SelectMany(source.ReadAt)];
        for (int i = 0; i < bytes.Length; i += 2) bytes[i] = (byte)(bytes[i] > 0 ? bytes[i] - 1 : 1);
        return new LabelledImageSet("copies", source.Shape, source.Classes, [.. source.Labels], bytes);
    }

    private sealed class Heard : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public void Report(double value) => Shares.Add(value);
    }
}
