using GanAugment.Generation;
using GanAugment.Sampling;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace GanAugment.Transforms.Tests;

/// <summary>All ways in lead to the same rows: estimator, data operation and trainer; from a file, a stream, any generator and the options.</summary>
public sealed class DoorTests : IDisposable
{
    private readonly MLContext context = new(1);
    private readonly string folder = Directory.CreateTempSubdirectory("ganaugment").FullName;

    private static byte[] Model { get; } = TinyOnnx.Write(TinyOnnx.Manifest);

    private string ModelFile
    {
        get
        {
            string path = Path.Combine(folder, "tiny.onnx");
            if (!File.Exists(path)) File.WriteAllBytes(path, Model);
            return path;
        }
    }

    private IDataView Train => field ??= Example.View(context, 6, 3, 1);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_door_and_every_source_gives_the_same_rows()
    {
        using OnnxConditionalGenerator open = OnnxConditionalGenerator.Load(Model);
        IConditionalGenerator generator = open;
        BigGanAugmentationOptions options = new() { ImageColumnName = "Pixels", ModelBytes = Model, Seed = 5, Strategy = SamplingStrategy.UpTo(8) };
        SamplingStrategy strategy = options.Strategy;
        List<string> expected = Values.Of(context.Data.AugmentWithBigGan(Train, options), "Pixels");
        Assert.Equal(24, expected.Count);

        Assert.Equal(expected, Values.Of(context.Data.AugmentWithBigGan(Train, "Pixels", ModelFile, strategy: strategy, seed: 5), "Pixels"));
        Assert.Equal(expected, Values.Of(context.Data.AugmentWithBigGan(Train, "Pixels", new MemoryStream(Model), strategy: strategy, seed: 5), "Pixels"));
        Assert.Equal(expected, Values.Of(context.Data.AugmentWithBigGan(Train, "Pixels", generator, strategy: strategy, seed: 5), "Pixels"));

        foreach (BigGanAugmentationEstimator estimator in new[]
        {
            context.Transforms.AugmentWithBigGan(options),
            context.Transforms.AugmentWithBigGan("Pixels", ModelFile, strategy: strategy, seed: 5),
            context.Transforms.AugmentWithBigGan("Pixels", new MemoryStream(Model), strategy: strategy, seed: 5),
            context.Transforms.AugmentWithBigGan("Pixels", generator, strategy: strategy, seed: 5),
        })
            Assert.Equal(expected, Values.Of(estimator.Fit(Train).Transform(Train), "Pixels"));

        var seen = new PixelTrainer();
        foreach (IEstimator<ITransformer> trainer in new[]
        {
            seen.WithBigGanAugmentation(context, options),
            seen.WithBigGanAugmentation(context, "Pixels", ModelFile, strategy: strategy, seed: 5),
            seen.WithBigGanAugmentation(context, "Pixels", new MemoryStream(Model), strategy: strategy, seed: 5),
            seen.WithBigGanAugmentation(context, "Pixels", generator, strategy: strategy, seed: 5),
        })
        {
            trainer.Fit(Train);
            Assert.Equal(expected, seen.Pixels);
        }
    }

    [Fact]
    public void A_stream_is_read_to_its_end_and_stays_open()
    {
        var stream = new MemoryStream(Model);
        context.Transforms.AugmentWithBigGan("Pixels", stream);
        Assert.Equal(Model.Length, stream.Position);
        stream.Position = 0;
        Assert.Throws<GeneratorException>(() => context.Transforms.AugmentWithBigGan("Pixels", new MemoryStream([1, 2, 3])));
    }

    [Fact]
    public void A_trainer_with_augmentation_fits_the_very_transformer_of_the_trainer()
    {
        var keys = context.Transforms.Conversion.MapValueToKey("Key", "Label").Fit(Train);
        IDataView keyed = keys.Transform(Train);
        LbfgsMaximumEntropyMulticlassTrainer trainer = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key", "Pixels");
        var augmented = trainer.WithBigGanAugmentation(context, Given.Options());
        MulticlassPredictionTransformer<MaximumEntropyModelParameters> model = augmented.Fit(keyed);

        // It is the model that the trainer fits on the augmented view.
        IDataView test = keys.Transform(Example.View(context, 3, 3, 3));
        Assert.Equal(
            Values.Of(trainer.Fit(context.Data.AugmentWithBigGan(keyed, Given.Options())).Transform(test), "Score"),
            Values.Of(model.Transform(test), "Score"));
        Assert.NotEqual(Values.Of(trainer.Fit(keyed).Transform(test), "Score"), Values.Of(model.Transform(test), "Score"));

        TransformerChain<MulticlassPredictionTransformer<MaximumEntropyModelParameters>> chain =
            context.Transforms.Conversion.MapValueToKey("Key", "Label").Append(augmented).Fit(Train);
        Assert.NotNull(chain.LastTransformer.Model);
    }

    [Fact]
    public void A_trainer_with_augmentation_checks_columns_and_promises_those_of_the_trainer()
    {
        IDataView keyed = context.Transforms.Conversion.MapValueToKey("Key", "Label").Fit(Train).Transform(Train);
        var trainer = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key", "Pixels");
        SchemaShape shape = ShapeSpy.ShapeOf(keyed);
        Assert.Equal(
            trainer.GetOutputSchema(shape).Select(column => column.Name),
            trainer.WithBigGanAugmentation(context, Given.Options()).GetOutputSchema(shape).Select(column => column.Name));
        var wrong = trainer.WithBigGanAugmentation(context, Given.Options() with { ImageColumnName = "Name" });
        Assert.Throws<ArgumentOutOfRangeException>(() => wrong.GetOutputSchema(shape));
        Assert.Throws<ArgumentNullException>(() => trainer.WithBigGanAugmentation(null!, Given.Options()));
        Assert.Throws<OptionException>(() => trainer.WithBigGanAugmentation(context, Given.Options() with { Generator = null }));
    }

    private sealed class PixelTrainer : IEstimator<ITransformer>
    {
        public List<string> Pixels { get; private set; } = [];

        public ITransformer Fit(IDataView input)
        {
            Pixels = Values.Of(input, "Pixels");
            return new TransformerChain<ITransformer>();
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;
    }
}
