using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Filtering;
using GanAugment.Tests.Generation;

namespace GanAugment.Tests.Evaluation;

public class GeneratorEvaluationTests
{
    private static readonly LinearGenerator Generator = new();
    private static readonly PixelFeatures Extractor = new(5);

    [Fact]
    public void A_generator_of_the_very_distribution_is_near_it()
    {
        EvaluationResult result = Run(CopyAuditTests.Drawn(1, 400), CopyAuditTests.Drawn(2, 50),
            new EvaluationOptions { Images = 900, AuditedImages = 60, Seed = 9 });
        Assert.InRange(Value(result, "frechet.trainingImages.n900.pixels-test"), 0, 0.05);
        Assert.InRange(Value(result, "kernel.trainingImages.n900.pixels-test"), -0.1, 0.1);
        Assert.InRange(Value(result, "precisionK3.trainingImages.n900.pixels-test"), 0.8, 1);
        Assert.InRange(Value(result, "recallK3.trainingImages.n900.pixels-test"), 0.8, 1);
        Assert.InRange(Value(result, "densityK5.trainingImages.n900.pixels-test"), 0.8, 1.2);
        Assert.InRange(Value(result, "coverageK5.trainingImages.n900.pixels-test"), 0.8, 1);
        Assert.InRange(Value(result, "frechetMeanOf3Classes.trainingImages.n900.pixels-test"), 0, 0.1);
        Assert.Equal(3 * 6, result.ClassFigures.Count);
        Assert.Contains(result.ClassFigures, f => f.Key == "kernel[class 2].trainingImages.n300.pixels-test");
        Assert.Equal(["pixels", "pixels-test"], result.Copies.Select(c => c.Space));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void Figures_are_those_of_the_metrics_alone()
    {
        GeneratedImages training = CopyAuditTests.Drawn(1, 20);
        EvaluationResult result = Run(training, null, new EvaluationOptions { Seed = 3, Metrics = EvaluationMetrics.Frechet | EvaluationMetrics.Kernel });
        float[] real = Features(training), generated = Features(CopyAuditTests.Drawn(3, 20));
        Assert.Equal(KernelDistance.Between(real, generated, 5), Value(result, "kernel.trainingImages.n60.pixels-test"), 1e-9);
        FeatureMoments a = new(5), b = new(5);
        a.Add(real);
        b.Add(generated);
        Assert.Equal(FrechetDistance.Between(a, b), Value(result, "frechet.trainingImages.n60.pixels-test"), 1e-9);
    }

    [Fact]
    public void Classes_take_part_in_proportion()
    {
        var tail = new Subset(CopyAuditTests.Drawn(1, 100), [.. Enumerable.Range(0, 100), .. Enumerable.Range(100, 50), .. Enumerable.Range(200, 10)]);
        EvaluationResult result = Run(tail, null, new EvaluationOptions { Images = 81, Metrics = EvaluationMetrics.Kernel | EvaluationMetrics.Classes });
        Assert.Equal([51L, 25L, 5L], result.ClassFigures.Select(f => f.Count));
        Assert.Equal(81, result.Figures[0].Count);
    }

    [Fact]
    public void The_published_network_alone_gives_the_published_names()
    {
        EvaluationResult result = Run(CopyAuditTests.Drawn(1, 20), null,
            new EvaluationOptions { PublishedNetwork = true, Metrics = EvaluationMetrics.Frechet | EvaluationMetrics.Kernel });
        Assert.Equal(["fid.trainingImages.n60.pixels-test", "kid.trainingImages.n60.pixels-test"], result.Figures.Select(f => f.Key));
    }

    [Fact]
    public void A_classifier_of_real_images_scores_and_recognises()
    {
        var options = new EvaluationOptions { Metrics = EvaluationMetrics.Classifier };
        EvaluationResult result = GeneratorEvaluation.Run(Generator, CopyAuditTests.Drawn(1, 100), null, null, new ByMean(), options);
        Assert.InRange(Value(result, "classifierScore10Splits.generatedImages.n300.by mean"), 1.5, 3);
        Assert.InRange(Value(result, "ganTestMacroRecall.generatedImages.n300.by mean"), 0.5, 1);
        Assert.Equal(3, result.ClassFigures.Count);
    }

    [Fact]
    public void The_document_comes_back()
    {
        EvaluationResult result = Run(CopyAuditTests.Drawn(1, 20), CopyAuditTests.Drawn(2, 20), new EvaluationOptions { AuditedImages = 30 });
        string json = result.ToJson();
        EvaluationResult again = EvaluationResult.Parse(json, "evaluate.json");
        Assert.Equal(json, again.ToJson());
        Assert.Equal(result.Figures[0], again.Figures[0]);
        Assert.Contains("no evaluation", Assert.Throws<OptionException>(() => EvaluationResult.Parse("{\"figgures\": []}", "no evaluation")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Features_that_are_no_numbers_are_refused()
    {
        using var broken = new PixelFeatures(2, x => x > 0.9f ? float.NaN : x);
        var error = Assert.Throws<GeneratorException>(() =>
            GeneratorEvaluation.Run(Generator, CopyAuditTests.Drawn(1, 20), null, broken, null, new EvaluationOptions()));
        Assert.Contains("no finite numbers", error.What, StringComparison.Ordinal);
        Assert.Contains("Check that the network", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_images_than_features_and_a_covariance_without_rank_are_warned_of()
    {
        using var wide = new PixelFeatures(16);
        EvaluationResult few = GeneratorEvaluation.Run(Generator, CopyAuditTests.Drawn(1, 5), null, wide, null, new EvaluationOptions());
        Assert.Contains(few.Warnings, w => w.Contains("15 images give a singular covariance of 16 features", StringComparison.Ordinal));
        Assert.Contains(few.Warnings, w => w.Contains("3 of 3 classes have no more images than the 16 features", StringComparison.Ordinal));
        Assert.Contains(few.Warnings, w => w.Contains("no held-out images", StringComparison.Ordinal));

        using var dead = new PixelFeatures(3, _ => 1);
        EvaluationResult still = GeneratorEvaluation.Run(Generator, CopyAuditTests.Drawn(1, 5), null, dead, null, new EvaluationOptions());
        Assert.Contains(still.Warnings, w => w.Contains("3 of 3 features never change", StringComparison.Ordinal));
    }

    [Fact]
    public void A_class_of_one_image_is_warned_of_and_left_out()
    {
        var one = new Subset(CopyAuditTests.Drawn(1, 20), [.. Enumerable.Range(0, 40), 45]);
        EvaluationResult result = Run(one, null, new EvaluationOptions { Metrics = EvaluationMetrics.Kernel | EvaluationMetrics.Classes });
        Assert.Equal(["class 0", "class 1"], result.ClassFigures.Select(f => f.Class));
        Assert.Contains(result.Warnings, w => w.Contains("The class 'class 2' takes part with one image", StringComparison.Ordinal));
        Assert.Contains("kernelMeanOf2Classes.trainingImages.n40.pixels-test", result.Figures.Select(f => f.Key));
    }

    [Fact]
    public void Held_out_images_that_are_training_images_are_refused()
    {
        GeneratedImages training = CopyAuditTests.Drawn(1, 20);
        var error = Assert.Throws<DatasetException>(() => Run(training, new Subset(training, [1, 2, 3]), new EvaluationOptions()));
        Assert.Contains("3 of 3 held-out images are training images", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_of_another_generator_is_refused()
    {
        var other = new LabelledImageSet("other", new ImageShape(1, 2, 2), new ClassMap(["class 0"]), [0], new byte[4]);
        Assert.Throws<DatasetException>(() => Run(other, null, new EvaluationOptions()));
        var classes = new LabelledImageSet("other", new ImageShape(1, 4, 4), new ClassMap(["zebra"]), [0, 0], new byte[32]);
        Assert.Throws<DatasetException>(() => Run(classes, null, new EvaluationOptions()));
        Assert.Throws<OptionException>(() => Run(CopyAuditTests.Drawn(1, 20), null, new EvaluationOptions { Images = 1 }));
    }

    private static EvaluationResult Run(ILabelledImageSource training, ILabelledImageSource? heldOut, EvaluationOptions options) =>
        GeneratorEvaluation.Run(Generator, training, heldOut, Extractor, null, options);

    private static double Value(EvaluationResult result, string key) => Assert.Single(result.Figures, f => f.Key == key).Value;

    private static float[] Features(ILabelledImageSource source)
    {
        var unit = new float[16];
        return [.. Enumerable.Range(0, source.Labels.Count).SelectMany(i =>
        {
            PixelRange.ToUnit(source.ReadAt(i), unit);
            return unit[..5].ToArray();
        })];
    }

    private sealed class ByMean : IImageClassifier
    {
        public string Name => "by mean";

        public IReadOnlyList<string> Classes => ["class 2", "class 1", "class 0"];

        public void Classify(int count, ImageShape shape, ReadOnlySpan<float> images, Span<float> probabilities)
        {
            for (int n = 0; n < count; n++)
            {
                float mean = 0;
                foreach (float x in images.Slice(n * shape.Length, shape.Length)) mean += x / shape.Length;
                int c = mean > 0.82f ? 0 : mean > 0.4f ? 1 : 2;
                probabilities.Slice(n * 3, 3).Clear();
                probabilities[n * 3 + c] = 1;
            }
        }

        public void Dispose()
        {
        }
    }
}
