using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Provenance;
using GanAugment.Transforms.Comparison;
using GanAugment.Transforms.Comparison.Trials;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using static GanAugment.Transforms.Tests.Comparison.ComparisonScene;

namespace GanAugment.Transforms.Tests.Comparison.Trials;

/// <summary>What would make a comparison worthless is refused, in a sentence with its remedy.</summary>
public class CheckedDataTests
{
    [Fact]
    public void A_generator_whose_data_set_is_the_test_set_is_refused()
    {
        using var generator = new BlobGenerator(DatasetFingerprint.Compute(Test));
        Assert.Contains("was trained on the evaluation images", Assert.Throws<GeneratorException>(() => Run(Train, Test, generator)).What);
    }

    [Fact]
    public void A_generator_that_was_trained_on_a_few_test_images_is_refused_or_they_are_left_out()
    {
        TrainingImageIndex seen = TrainingImageIndex.Of(Joined(Train, new Subset(Test, [3, 17])));
        using var generator = new BlobGenerator("another data set") { TrainingImages = seen };
        var error = Assert.Throws<GeneratorException>(() => Run(Train, Test, generator));
        Assert.Equal("The generator was trained on 2 of 30 images of 'test', so the result would mean little.", error.What);
        Assert.Contains("image 3 of", error.Origin);
        Assert.Contains("--drop-shared", error.Remedy);

        ComparisonResult result = Run(Train, Test, generator, o => o with { SharedImages = SharedImages.LeaveOut });
        Assert.Equal(28, result.Evaluations[0].Images.Images);
        Assert.Contains(result.Warnings, w => w.StartsWith("2 of 30 images of 'test' were left out", StringComparison.Ordinal));
    }

    [Fact]
    public void Images_of_the_training_set_do_not_judge()
    {
        using var generator = new BlobGenerator();
        Assert.Contains("1 of 31 images of 'test' are training images too",
            Assert.Throws<DatasetException>(() => Run(Train, Joined(Test, new Subset(Train, [40])), generator)).What);
        Assert.Contains("are the same", Assert.Throws<DatasetException>(() => Run(Train, Train, generator)).What);
        // Another order has another fingerprint; all of it is known still.
        Assert.Contains("45 of 45", Assert.Throws<DatasetException>(() => Run(Train, new Subset(Train, Enumerable.Range(0, 45).Reverse()), generator,
            o => o with { SharedImages = SharedImages.LeaveOut })).What);
    }

    [Fact]
    public void Validation_images_are_apart_from_training_and_test()
    {
        using var generator = new BlobGenerator();
        Assert.Contains("of 'validation'", Assert.Throws<DatasetException>(() => Run(Train, Test, generator, o =>
            o with { Validation = new Subset(Test, [1, 11, 21]) })).What);
        Assert.Contains("of 'validation'", Assert.Throws<DatasetException>(() => Run(Train, Test, generator, o =>
            o with { Validation = new Subset(Train, [0, 31, 41]) })).What);
    }

    [Fact]
    public void Without_a_validation_split_nothing_is_compared()
    {
        using var generator = new BlobGenerator();
        var error = Assert.Throws<OptionException>(() => Run(Train, Test, generator, o => o with { Validation = null, ValidationShare = 0 }));
        Assert.Contains("no validation split", error.What);
        Assert.Contains("Give a share between 0 and 1", error.Remedy);
    }

    [Fact]
    public void A_class_of_one_image_is_refused_or_warned_of()
    {
        using var generator = new BlobGenerator();
        LabelledImageSet train = Draw(30, 10, 1, seed: 1);
        Assert.Contains("Class 'half' has one image", Assert.Throws<DatasetException>(() =>
            Run(train, Test, generator, o => o with { Validation = null })).What);
        Assert.Contains(Run(train, Test, generator).Warnings, w => w.StartsWith("Class 'half' has one training image", StringComparison.Ordinal));
    }

    [Fact]
    public void Classes_and_arms_without_a_real_row_are_refused()
    {
        using var generator = new BlobGenerator();
        Assert.Contains("all of its rows would be synthetic", Assert.Throws<DatasetException>(() => Run(Draw(30, 10, 0, seed: 1), Test, generator)).What);
        Assert.Contains("no arm would have a real row", Assert.Throws<DatasetException>(() => Run(new Marked(Train, _ => true), Test, generator)).What);
        Assert.Contains(Run(new Marked(Train, i => i < 2), Test, generator).Warnings, w =>
            w.StartsWith("2 of 45 training images are marked", StringComparison.Ordinal));
    }

    [Fact]
    public void Marked_images_do_not_judge()
    {
        using var generator = new BlobGenerator();
        var error = Assert.Throws<DatasetException>(() => Run(Train, new Marked(Test, i => i == 7), generator));
        Assert.Equal("1 of 30 images of 'test' are marked as synthetic.", error.What);
        Assert.Throws<DatasetException>(() => Run(Train, Test, generator, o => o with { Validation = new Marked(Validation, i => i == 0) }));
        // The mark goes through selections.
        Assert.Throws<DatasetException>(() => Run(Train, new Subset(new Marked(Test, i => i == 7), [1, 7, 15, 25]), generator));
    }

    [Fact]
    public void A_pool_is_of_other_real_images_of_the_same_shape()
    {
        LabelledImageSet pool = Draw(4, 4, 4, seed: 6);
        ComparisonOptions options = Options(new BlobGenerator(), 0) with { Pool = pool, Arms = [ComparisonArm.None, ComparisonArm.PoolImages] };
        Assert.Equal(12, CheckedData.Of(Train, [new EvaluationSet("test", Test)], options).Pool!.Labels.Count);
        foreach (LabelledImageSet known in (LabelledImageSet[])[Train, Test, Validation])
            Assert.Contains("images too", Assert.Throws<DatasetException>(() =>
                CheckedData.Of(Train, [new EvaluationSet("test", Test)], options with { Pool = known })).What);
        var mixed = new LabelledImageSet("mixed", Shape, Classes, [0, 1], (byte[])[.. PixelsOf(Train, 0), .. PixelsOf(pool, 0)]);
        Assert.Throws<DatasetException>(() => CheckedData.Of(Train, [new EvaluationSet("test", Test)], options with { Pool = mixed }));
        CheckedData apart = CheckedData.Of(Train, [new EvaluationSet("test", Test)], options with { Pool = mixed, SharedImages = SharedImages.LeaveOut });
        Assert.Single(apart.Pool!.Labels);
        Assert.Contains(apart.Warnings, w => w.StartsWith("1 of 2 images of the pool", StringComparison.Ordinal));
        var larger = new LabelledImageSet("larger", new ImageShape(1, 8, 8), Classes, [0], new byte[64]);
        Assert.Contains("1×8×8", Assert.Throws<DatasetException>(() =>
            CheckedData.Of(Train, [new EvaluationSet("test", Test)], options with { Pool = larger })).What);
        Assert.Contains("needs a pool", Assert.Throws<OptionException>(() => (options with { Pool = null }).Check()).What);

        static byte[] PixelsOf(LabelledImageSet source, int index)
        {
            var pixels = new byte[16];
            source.Read(index, pixels);
            return pixels;
        }
    }

    [Fact]
    public void Synthetic_rows_of_a_view_are_known_by_their_column()
    {
        var ml = new MLContext(0);
        var columns = new BigGanAugmentationOptions { ImageColumnName = "Pixels", ScaleImage = 1 / 255f, IsSyntheticColumnName = "IsSynthetic" };
        using var generator = new BlobGenerator();
        IDataView augmented = ml.Data.AugmentWithBigGan(View(ml, Test, 12), columns with { Generator = generator });
        ILabelledImageSource images = AugmentationComparison.Images(augmented, columns);
        Assert.Equal(8, Enumerable.Range(0, images.Labels.Count).Count(images.IsSynthetic));
        Assert.Contains("are marked as synthetic", Assert.Throws<DatasetException>(() => Run(Train, images, generator)).What);
        Assert.Equal(30, Run(Train, AugmentationComparison.Images(View(ml, Test, 30), columns), generator).Evaluations[0].Images.Images);
    }

    [Fact]
    public void Synthetic_images_without_a_mark_are_known_when_they_are_drawn_again()
    {
        using var generator = new BlobGenerator();
        var sampler = new ConditionalSampler(generator, seed: 0);
        var image = new float[16];
        sampler.Sample(1, 3, 1, image);
        var bytes = new byte[16];
        PixelRange.ToBytes(image, bytes);
        ILabelledImageSource test = Joined(Test, new LabelledImageSet("sneaked in", Shape, Classes, [1], bytes));
        Assert.Contains("1 synthetic images are, pixel for pixel", Assert.Throws<DatasetException>(() => Run(Train, test, generator)).What);
    }

    [Fact]
    public void What_a_fixed_generator_knows_beyond_a_repetition_is_said()
    {
        using var generator = new BlobGenerator(DatasetFingerprint.Compute(Train));
        ComparisonResult result = Run(Train, Test, generator, o => o with { Validation = null });
        Assert.Contains(result.Warnings, w => w.StartsWith("The generator was trained on 9 of 9 validation images", StringComparison.Ordinal));
        Assert.Contains(result.Warnings, w => w.Contains("9 images that are not among a repetition's 36 training images"));
        using var silent = new BlobGenerator();
        Assert.Contains(Run(Train, Test, silent).Warnings, w => w.Contains("does not say which images"));
    }

    [Fact]
    public void Data_that_does_not_belong_together_is_refused()
    {
        using var generator = new BlobGenerator();
        Assert.Throws<DatasetException>(() => Run(Train, new LabelledImageSet("other", Shape, new ClassMap(["a"]), [0], new byte[16]), generator));
        Assert.Throws<DatasetException>(() => Run(Train, new LabelledImageSet("large", new(1, 5, 5), Classes, [0], new byte[25]), generator));
        Assert.Throws<DatasetException>(() => Run(Train, new Subset(Test, []), generator));
        using var large = new PatternGenerator([.. Classes], height: 5);
        Assert.Throws<GeneratorException>(() => AugmentationComparison.Run(Train, Test, Options(large, 0), Pipeline));
        Assert.Throws<OptionException>(() => AugmentationComparison.Run(Train, [], Options(generator, 0), Pipeline));
        Assert.Throws<OptionException>(() => AugmentationComparison.Run(Train, [new("a", Test), new("a", Test)], Options(generator, 0), Pipeline));
    }

    private static ComparisonResult Run(
        ILabelledImageSource train, ILabelledImageSource test, IConditionalGenerator generator, Func<ComparisonOptions, ComparisonOptions>? with = null)
    {
        ComparisonOptions options = Options(generator, 0) with { Arms = [ComparisonArm.None, ComparisonArm.BigGanFill] };
        return AugmentationComparison.Run(train, test, with is null ? options : with(options), Pipeline);
    }

    private static IDataView View(MLContext ml, ILabelledImageSource source, int count)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema["Pixels"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, 4, 4);
        return ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i =>
        {
            var bytes = new byte[16];
            source.Read(i, bytes);
            return new Row { Pixels = Array.ConvertAll(bytes, b => b / 255f), Label = source.Classes[source.Labels[i]] };
        }).ToList(), schema);
    }

    private static LabelledImageSet Joined(params ILabelledImageSource[] sources)
    {
        byte[] pixels = [.. sources.SelectMany(source => Enumerable.Range(0, source.Labels.Count).SelectMany(i =>
        {
            var bytes = new byte[16];
            source.Read(i, bytes);
            return bytes;
        }))];
        return new LabelledImageSet("joined", Shape, Classes, [.. sources.SelectMany(source => source.Labels)], pixels);
    }

    private sealed class Row
    {
        public float[] Pixels { get; set; } = [];

        public string Label { get; set; } = "";
    }

    private sealed class Marked(ILabelledImageSource source, Func<int, bool> marked) : ILabelledImageSource
    {
        public string Origin => source.Origin;

        public ImageShape Shape => source.Shape;

        public ClassMap Classes => source.Classes;

        public IReadOnlyList<int> Labels => source.Labels;

        public void Read(int index, Span<byte> pixels) => source.Read(index, pixels);

        public bool IsSynthetic(int index) => marked(index);
    }
}
