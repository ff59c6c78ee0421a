using GanAugment.Data;
using GanAugment.Reporting;
using GanAugment.Sampling;
using Microsoft.ML;

namespace GanAugment.Transforms.Tests;

/// <summary>The pipeline that README.md shows, with the generator that the repository ships.</summary>
public sealed class ReadmePipelineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ganaugment-readme-").FullName;

    [Fact]
    public void Images_from_files_are_balanced_for_the_trainer_and_left_alone_at_scoring()
    {
        var mlContext = new MLContext(seed: 1);
        List<ImageFile> files = Letters(("A", 30), ("B", 6));
        IDataView train = mlContext.Data.LoadFromEnumerable(files);

        var pipeline = mlContext.Transforms.LoadImages("Image", folder, "Path")
            .Append(mlContext.Transforms.ResizeImages("Image", 28, 28))
            .Append(mlContext.Transforms.AugmentWithBigGan("Image", "generators/letters.onnx", strategy: SamplingStrategy.Mix()))
            .Append(mlContext.Transforms.ExtractPixels("Features", "Image", scaleImage: 1 / 255f))
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Label"))
            .Append(mlContext.MulticlassClassification.Trainers.LbfgsMaximumEntropy());
        var model = pipeline.Fit(train);

        SamplingPlan plan = model.OfType<BigGanAugmentationTransformer>().Single().Plan;
        Assert.Equal([("A", 30L, 0L, 0L), ("B", 6L, 18L, 6L)], plan.Select(quota => (quota.ClassName, quota.Real, quota.Duplicates, quota.Synthetic)));
        IDataView scored = model.Transform(train);
        Assert.Equal(files.Count, mlContext.Data.CreateEnumerable<ScoredFile>(scored, reuseRowObject: true).Count());
        // The default L1 and L2 of 1 are strong for 60 rows.
        Assert.InRange(mlContext.MulticlassClassification.Evaluate(scored).MicroAccuracy, 0.9, 1);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private List<ImageFile> Letters(params (string Name, int Count)[] wanted)
    {
        ILabelledImageSource letters = NamedDatasets.Open(NamedDatasets.Letters, DatasetSplit.Train);
        var pixels = new byte[letters.Shape.Length]; // [C, H, W]
        var files = new List<ImageFile>();
        foreach (var (name, count) in wanted)
            foreach (int index in Enumerable.Range(0, letters.Labels.Count).Where(i => letters.Classes[letters.Labels[i]] == name).Take(count))
            {
                letters.Read(index, pixels);
                files.Add(new ImageFile { Path = $"{name}{index}.png", Label = name });
                File.WriteAllBytes(System.IO.Path.Combine(folder, files[^1].Path), PngEncoder.Encode(letters.Shape, pixels));
            }

        return files;
    }

    private sealed class ScoredFile
    {
        public string Path { get; set; } = "";
    }

    private sealed class ImageFile
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
