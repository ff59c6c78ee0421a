using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Sampling;
using GanAugment.Transforms.Gate;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Tests;

/// <summary>Generators that are trained inside a fit: on the rows of that fit, and on no other.</summary>
public sealed class GeneratorTrainerTests : IDisposable
{
    private readonly MLContext context = new(1);
    private readonly RecordingTrainer trainer = new();
    private readonly ImageFiles files = new((6, 4), (4, 4), (9, 5));

    private BigGanAugmentationOptions Options => Given.Options() with { Generator = null, GeneratorTrainer = trainer, ColumnShape = new(1, 4, 4) };

    public void Dispose() => files.Dispose();

    [Fact]
    public void Every_fold_of_a_cross_validation_has_a_generator_that_never_saw_its_test_rows()
    {
        List<Example> rows = Marked(20, 10, 5);
        IDataView data = context.Data.LoadFromEnumerable(rows);
        var pipeline = context.Transforms.Conversion.MapValueToKey("Key", "Label")
            .Append(context.Transforms.AugmentWithBigGan(Options))
            .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key", "Pixels"));
        var folds = context.MulticlassClassification.CrossValidate(data, pipeline, numberOfFolds: 4, labelColumnName: "Key");

        Assert.Equal(4, trainer.Seen.Count);
        Assert.Equal(4, trainer.Made.Distinct().Count());
        foreach (var fold in folds)
        {
            var augmentation = ((IEnumerable<ITransformer>)fold.Model).OfType<BigGanAugmentationTransformer>().Single();
            int own = int.Parse(augmentation.Generator.Architecture!);
            HashSet<int> test = [.. Values.Of(fold.ScoredHoldOutSet, "Name").Select(name => int.Parse(name[1..]))];
            Assert.NotEmpty(test);
            Assert.Equal(Enumerable.Range(0, 35).Except(test), trainer.Seen[own].Order());
        }
    }

    [Fact]
    public void The_trainer_door_and_the_data_operation_train_on_their_rows_too()
    {
        IDataView data = context.Data.LoadFromEnumerable(Marked(6, 3, 1));
        DataOperationsCatalog.TrainTestData split = context.Data.TrainTestSplit(data, 0.4, seed: 2);
        int[] train = [.. Values.Of(split.TrainSet, "Name").Select(name => int.Parse(name[1..]))];
        IDataView augmented = context.Data.AugmentWithBigGan(split.TrainSet, Options with { Strategy = SamplingStrategy.Add(2) });
        Assert.True(Values.Rows(augmented) > train.Length);
        var seen = new CountingTrainer();
        seen.WithBigGanAugmentation(context, Options with { Strategy = SamplingStrategy.Add(2) }).Fit(split.TrainSet);
        Assert.Equal([Values.Rows(augmented)], seen.RowsPerFit);
        Assert.Equal(2, trainer.Seen.Count);
        Assert.All(trainer.Seen, images => Assert.Equal(train.Order(), images.Order()));
    }

    [Fact]
    public void A_gate_that_stays_shut_judges_by_a_generator_of_its_own_part_and_trains_no_other()
    {
        IDataView data = context.Data.LoadFromEnumerable(Marked(12, 8, 4));
        var transformer = Fit(data, Gate with { MinimumGain = 100 });
        Assert.Null(transformer.Gate!.Chosen);
        // Half of every class.
        Assert.Equal([6, 4, 2], trainer.Made.Single().TrainedOn!);
        Assert.Equal(12, trainer.Seen.Single().Distinct().Count());
        Assert.Equal((0, "0"), (transformer.Plan.SyntheticTotal, transformer.Generator.Architecture));
        Assert.Equal(24, Values.Rows(transformer.Transform(data)));
        transformer.Dispose();
        Assert.True(trainer.Made[0].Disposed);
    }

    [Fact]
    public void A_gate_that_opens_has_a_generator_trained_on_all_rows()
    {
        IDataView data = context.Data.LoadFromEnumerable(Marked(12, 8, 4));
        var transformer = Fit(data, Gate with { MinimumGain = -1000 });
        Assert.NotNull(transformer.Gate!.Chosen);
        Assert.Equal(2, trainer.Seen.Count);
        Assert.Equal(12, trainer.Seen[0].Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 24), trainer.Seen[1].Order());
        Assert.Equal((true, false, "1"), (trainer.Made[0].Disposed, trainer.Made[1].Disposed, transformer.Generator.Architecture));
        Assert.True(transformer.Plan.SyntheticTotal > 0);
        Assert.Equal(24 + transformer.Plan.SyntheticTotal, Values.Rows(transformer.Transform(data)));
    }

    [Theory]
    [InlineData(-1000)]
    [InlineData(100)]
    public void A_gate_with_validation_rows_of_its_own_needs_one_training(double minimumGain)
    {
        IDataView data = context.Data.LoadFromEnumerable(Marked(12, 8, 4));
        var transformer = Fit(data, Gate with { MinimumGain = minimumGain, Validation = Example.View(context, 6, 6, 6) });
        Assert.Equal(Enumerable.Range(0, 24), trainer.Seen.Single().Order());
        Assert.Equal(minimumGain < 0, transformer.Plan.SyntheticTotal > 0);
        Assert.False(trainer.Made.Single().Disposed);
    }

    [Fact]
    public void A_gate_that_fails_closes_the_generator_of_its_trial()
    {
        IDataView data = context.Data.LoadFromEnumerable(Marked(12, 8, 4));
        Assert.Throws<InvalidOperationException>(() => Fit(data, Gate with { Pipeline = (_, _) => throw new InvalidOperationException("no pipeline") }));
        Assert.True(trainer.Made.Single().Disposed);
    }

    private BigGanAugmentationTransformer Fit(IDataView data, AugmentationGate gate) =>
        (BigGanAugmentationTransformer)context.Transforms.AugmentWithBigGan(Options with { Gate = gate }).Fit(data);

    private static AugmentationGate Gate => new()
    {
        Pipeline = (ml, _) => ml.Transforms.Conversion.MapValueToKey("Key", "Label")
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key", "Pixels"))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")),
        ValidationShare = 0.5,
    };

    [Fact]
    public void Values_on_another_scale_are_refused_before_hours_of_training()
    {
        IDataView data = context.Data.LoadFromEnumerable(Example.List(6, 3, 1)
            .Select(row => new Example { Label = row.Label, Pixels = [.. row.Pixels.Select(p => p / 255)] }).ToList());
        var e = Assert.Throws<OptionException>(() => context.Transforms.AugmentWithBigGan(Options).Fit(data));
        Assert.Contains("scaleImage: 1f / 255 for values 0 … 1", e.Remedy);
        Assert.Empty(trainer.Made);
    }

    [Fact]
    public void Classes_are_those_of_the_labels_in_alphabetical_order()
    {
        IDataView data = context.Data.LoadFromEnumerable(Marked(3, 2, 1).OrderByDescending(row => row.Label).ToList());
        ITransformer keys = context.Transforms.Conversion.MapValueToKey("Label").Fit(data);
        var transformer = (BigGanAugmentationTransformer)context.Transforms.AugmentWithBigGan(Options).Fit(keys.Transform(data));
        Assert.Equal(["a", "b", "c"], transformer.Generator.Classes);
        Assert.Equal([3, 2, 1], transformer.Generator.TrainingImagesPerClass);
        Assert.Equal(3, transformer.Plan.SyntheticTotal);
        Assert.Null(context.Transforms.AugmentWithBigGan(Options).Generator);
        Assert.Contains("ColumnShape", Assert.Throws<OptionException>(
            () => context.Transforms.AugmentWithBigGan(Options with { ColumnShape = null }).Fit(data)).Remedy);
    }

    [Fact]
    public void A_generator_is_closed_with_the_augmentation_that_it_was_trained_for()
    {
        IDataView data = context.Data.LoadFromEnumerable(Marked(6, 3, 1));
        var transformer = (BigGanAugmentationTransformer)context.Transforms.AugmentWithBigGan(Options).Fit(data);
        IDataView augmented = transformer.Transform(data);
        Values.Of(augmented, "Pixels");
        PatternGenerator made = trainer.Made.Single();
        Assert.False(made.Disposed);
        transformer.Dispose();
        Assert.True(made.Disposed);

        new CountingTrainer().WithBigGanAugmentation(context, Options).Fit(data);
        Assert.True(trainer.Made[1].Disposed);
        // Nothing to augment: the plan fails after training.
        Assert.ThrowsAny<GanAugmentException>(() => context.Data.AugmentWithBigGan(
            data, Options with { Strategy = SamplingStrategy.Custom(new Dictionary<string, int> { ["z"] = 1 }) }));
        Assert.True(trainer.Made[2].Disposed);
    }

    [Fact]
    public void Pixels_of_any_column_come_to_the_trainer_as_levels_in_planes()
    {
        byte[] planes = [.. Enumerable.Range(0, 18).Select(i => (byte)(i * 14))]; // [3, 2, 3]
        byte[] Interleaved(string order) => [.. Enumerable.Range(0, 6).SelectMany(p => order.Select(c => planes["RGB".IndexOf(c) * 6 + p]))];
        Assert.Equal(planes, Train([3, 2, 3], [.. planes.Select(b => (b - 10) * 0.5f)], o => o with { OffsetImage = 10, ScaleImage = 0.5f, ColumnShape = new(3, 2, 3) }));
        Assert.Equal(planes, Train([2, 3, 3], [.. Interleaved("RGB").Select(b => (float)b)], o => o with { ColumnShape = new(3, 2, 3) }));
        Assert.Equal(
            planes,
            Train([18], [.. Interleaved("BGR").Select(b => (float)b)], o => o with
            {
                ColumnShape = new(3, 2, 3),
                Layout = Transforms.Columns.ImageLayout.Interleaved,
                OrderOfColors = Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator.ColorsOrder.ABGR,
            }));
        // To gray by ML.NET's weights.
        byte[] gray = [.. Enumerable.Range(0, 6).Select(p => (byte)MathF.Round(0.3f * planes[p] + 0.59f * planes[6 + p] + 0.11f * planes[12 + p]))];
        Assert.Equal(gray, Train([3, 2, 3], [.. planes.Select(b => (float)b)], o => o with { ColumnShape = new(3, 2, 3), TrainingShape = new(1, 2, 3) }));
    }

    [Fact]
    public void Image_files_and_images_of_many_sizes_need_a_shape_and_come_to_it()
    {
        IDataView paths = context.Data.LoadFromEnumerable(files.Paths.Select(path => new PathRow { Image = Path.GetFileName(path) }));
        IDataView images = context.Transforms.LoadImages("Image", files.Folder, "Image").Fit(paths).Transform(paths);
        IDataView encoded = context.Transforms.LoadRawImageBytes("Image", files.Folder, "Image").Fit(paths).Transform(paths);
        BigGanAugmentationOptions options = Options with { ImageColumnName = "Image", ColumnShape = null, TrainingShape = new(1, 4, 4), Strategy = SamplingStrategy.Add(2) };
        context.Transforms.AugmentWithBigGan(options).Fit(images);
        context.Transforms.AugmentWithBigGan(options).Fit(encoded);
        context.Transforms.AugmentWithBigGan(options with { SpoolFolder = files.Folder, ImageFolder = files.Folder }).Fit(paths);
        Assert.Equal(3, trainer.Pixels.Count);
        Assert.All(trainer.Pixels, all => Assert.Equal(3, all.Count));
        Assert.Equal(trainer.Pixels[0], trainer.Pixels[1]);
        Assert.Equal(trainer.Pixels[0], trainer.Pixels[2]);
        // The second file has the training size: it comes as it is.
        Assert.Equal(Enumerable.Range(0, 16).Select(i => (byte)(i * 255 / 16)), trainer.Pixels[0][1]);
        Assert.Contains("TrainingShape", Assert.Throws<OptionException>(
            () => context.Transforms.AugmentWithBigGan(options with { TrainingShape = null }).Fit(images)).Remedy);
    }

    [Fact]
    public void Rows_without_label_are_left_out_and_a_training_can_be_cancelled()
    {
        List<Example> rows = Marked(6, 3, 1);
        rows[2].Label = "";
        IDataView data = context.Data.LoadFromEnumerable(rows);
        context.Transforms.AugmentWithBigGan(Options).Fit(data);
        Assert.Equal(Enumerable.Range(0, 10).Where(i => i != 2), trainer.Seen.Single());

        using var cancel = new CancellationTokenSource();
        trainer.OnTrain = cancel.Cancel;
        Assert.ThrowsAny<OperationCanceledException>(
            () => context.Transforms.AugmentWithBigGan(Options with { CancellationToken = cancel.Token }).Fit(data));
    }

    // The first pixel of row i is i: a generator's trainer can tell which rows it is given.
    private static List<Example> Marked(params int[] perClass)
    {
        List<Example> rows = Example.List(perClass);
        for (int i = 0; i < rows.Count; i++) rows[i].Pixels[0] = i;
        return rows;
    }

    private byte[] Train(int[] dimensions, float[] pixels, Func<BigGanAugmentationOptions, BigGanAugmentationOptions> change)
    {
        var definition = SchemaDefinition.Create(typeof(SingleRow));
        definition["Pixels"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, dimensions);
        IDataView data = context.Data.LoadFromEnumerable([new SingleRow { Pixels = pixels }], definition);
        context.Transforms.AugmentWithBigGan(change(Options) with { Strategy = SamplingStrategy.UpTo(0) }).Fit(data);
        return trainer.Pixels[^1].Single();
    }

    private sealed class SingleRow
    {
        [VectorType]
        public float[] Pixels { get; set; } = [];

        public string Label { get; set; } = "a";
    }

    private sealed class PathRow
    {
        public string Image { get; set; } = "";

        public string Label { get; set; } = "a";
    }

    private sealed class RecordingTrainer : IGeneratorTrainer
    {
        public List<List<byte[]>> Pixels { get; } = [];

        public List<List<int>> Seen => [.. Pixels.Select(images => images.Select(image => (int)image[0]).ToList())];

        public List<PatternGenerator> Made { get; } = [];

        public Action? OnTrain { get; set; }

        public IConditionalGenerator Train(ILabelledImageSource images, CancellationToken cancellation)
        {
            OnTrain?.Invoke();
            cancellation.ThrowIfCancellationRequested();
            Pixels.Add([.. Enumerable.Range(0, images.Labels.Count).Select(i =>
            {
                byte[] pixels = new byte[images.Shape.Length];
                images.Read(i, pixels);
                return pixels;
            })]);
            var generator = new PatternGenerator([.. images.Classes], images.Shape.Channels, images.Shape.Height, images.Shape.Width)
            {
                Number = Made.Count,
                TrainedOn = images.CountPerClass(),
            };
            Made.Add(generator);
            return generator;
        }
    }
}
