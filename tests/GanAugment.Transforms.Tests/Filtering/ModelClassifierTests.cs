using GanAugment.Filtering;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Tests.Filtering;

/// <summary>A trained ML.NET model as the judge of synthetic images.</summary>
public sealed class ModelClassifierTests
{
    private readonly MLContext context = new(1);

    private IDataView Train => field ??= Example.View(context, 30, 12, 6);

    private static PatternGenerator Honest => new(Example.Classes);

    [Fact]
    public void Images_that_the_model_takes_for_another_class_are_refused()
    {
        var transformer = Fit(ImageFilters.Classifier(Classifier()), new Mislabelled());
        Assert.Equal(18, transformer.Plan[Index(transformer, "b")].Synthetic);
        ClassAcceptance b = transformer.Filters!.Single(c => c.ClassName == "b");
        Assert.InRange(b.Rate, 0.3, 0.7);
        IDataView augmented = transformer.Transform(Train);
        List<bool> synthetic = Values.Synthetic(augmented, Train);
        // Class c is brighter than class b.
        double[] means = [.. Values.Vectors<float>(augmented, "Pixels").Where((_, i) => synthetic[i]).Select(v => (double)v.DenseValues().Average())];
        List<string> labels = [.. Values.Of(augmented, "Label").Where((_, i) => synthetic[i])];
        Assert.All(means.Where((_, i) => labels[i] == "b"), mean => Assert.InRange(mean, 96, 160));
    }

    [Fact]
    public void The_best_half_by_probability_is_about_half()
    {
        ITransformer model = Classifier();
        Assert.Equal(1, Fit(ImageFilters.Classifier(model), Honest).Filters!.Single(c => c.ClassName == "b").Rate, 0.2);
        Assert.InRange(Fit(ImageFilters.Classifier(model, bestShare: 0.5), Honest).Filters!.Single(c => c.ClassName == "b").Rate, 0.25, 0.75);
    }

    [Fact]
    public void A_model_without_scores_counts_by_its_prediction()
    {
        ITransformer model = Classifier();
        ITransformer bare = new TransformerChain<ITransformer>(model,
            context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(model.Transform(Train)),
            context.Transforms.DropColumns("Score").Fit(context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(model.Transform(Train))
                .Transform(model.Transform(Train))));
        var transformer = Fit(ImageFilters.Classifier(bare), new Mislabelled());
        Assert.InRange(transformer.Filters!.Single(c => c.ClassName == "b").Rate, 0.3, 0.7);
    }

    [Fact]
    public void A_model_that_begins_elsewhere_is_refused()
    {
        IDataView other = context.Transforms.CopyColumns("Other", "Pixels").Fit(Train).Transform(Train);
        ITransformer model = context.Transforms.Conversion.MapValueToKey("Key", "Label")
            .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key", "Other")).Fit(other);
        var e = Assert.Throws<OptionException>(() => Fit(ImageFilters.Classifier(model), Honest));
        Assert.Contains("'Other'", e.What);
        Assert.Contains("begins where AugmentWithBigGan stands", e.Remedy);
    }

    [Fact]
    public void Scores_without_names_need_them()
    {
        ITransformer model = context.Transforms.CopyColumns("Score", "Pixels").Fit(Train);
        Assert.Contains("class names", Assert.Throws<OptionException>(() => Fit(ImageFilters.Classifier(model), Honest)).What);
        string[] three = ["a", "b", "c"];
        Assert.Contains("16 scores", Assert.Throws<OptionException>(() => Fit(ImageFilters.Classifier(model, classes: three), Honest)).What);
    }

    private ITransformer Classifier() => context.Transforms.Conversion.MapValueToKey("Key", "Label")
        .Append(context.Transforms.NormalizeMinMax("Features", "Pixels"))
        .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key", "Features", l1Regularization: 0, l2Regularization: 0.01f))
        .Fit(Example.View(context, 30, 30, 30));

    private BigGanAugmentationTransformer Fit(IImageFilter filter, GanAugment.Generation.IConditionalGenerator generator, int attempts = 40) =>
        (BigGanAugmentationTransformer)context.Transforms.AugmentWithBigGan(
            Given.Options() with { Generator = generator, Filters = [filter], AttemptsPerRow = attempts }).Fit(Train);

    private static int Index(BigGanAugmentationTransformer transformer, string name) =>
        transformer.Plan.Select((quota, i) => (quota.ClassName, i)).Single(pair => pair.ClassName == name).i;

    /// <summary>Makes images of c where b is asked for, in every second latent.</summary>
    private sealed class Mislabelled : GanAugment.Generation.IConditionalGenerator
    {
        private readonly PatternGenerator pattern = new(Example.Classes);

        public GanAugment.Generation.GeneratorManifest Manifest => pattern.Manifest;

        public void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images)
        {
            float[] other = y.ToArray();
            for (int n = 0; n < count; n++)
                if (y[n * 3 + 1] == 1 && z[n * 6] > 0) (other[n * 3 + 1], other[n * 3 + 2]) = (0, 1);
            pattern.Generate(count, z, other, images);
        }

        public void Dispose()
        {
        }
    }
}
