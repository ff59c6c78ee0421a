using System.Reflection;
using GanAugment.Sampling;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace GanAugment.Transforms.Tests.Conformance;

/// <summary>Every way in which ML.NET's users put pipelines together and use them: 300 real rows of three classes, 60 synthetic ones, a real trainer. The
/// trainer must see 360 rows, everything else the real ones.</summary>
public sealed class PipelineMatrixTests
{
    private const int Real = 300, Augmented = 360, Test = 90;

    private readonly MLContext context = new(1);
    private readonly PatternGenerator generator = new(Example.Classes);
    private readonly CountedTrainer<MulticlassPredictionTransformer<MaximumEntropyModelParameters>> trainer;

    public PipelineMatrixTests() => trainer = new(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key", "Features"));

    private int calls;

    private IDataView TrainSet => field ??= Example.View(context, 120, 100, 80);

    private IDataView TestSet => field ??= Example.View(context, 30, 30, 30);

    private IEstimator<ITransformer> Augment => context.Transforms.AugmentWithBigGan(Given.Options(generator));

    private IEstimator<ITransformer> Keys => context.Transforms.Conversion.MapValueToKey("Key", "Label");

    // Learns from what it is fitted on: the normalization sees synthetic images too.
    private IEstimator<ITransformer> Scale => context.Transforms.NormalizeMinMax("Features", "Pixels");

    [Fact]
    public void A_flat_chain()
    {
        ITransformer model = Keys.Append(Augment).Append(Scale).Append(trainer).Fit(TrainSet);
        Holds(model);
    }

    [Fact]
    public void The_augmentation_first_in_the_chain()
    {
        ITransformer model = Augment.Append(Keys).Append(Scale).Append(trainer).Fit(TrainSet);
        Holds(model);
        Assert.Equal(Real, Values.Rows(model.Transform(TrainSet)));
        Assert.Equal(Real, Values.Rows(((TransformerChain<MulticlassPredictionTransformer<MaximumEntropyModelParameters>>)model)
            .Transform(TrainSet, TransformerScope.Everything)));
    }

    [Fact]
    public void A_chain_in_a_chain()
    {
        IEstimator<ITransformer> inner = new EstimatorChain<ITransformer>().Append(Keys).Append(Augment);
        Holds(new EstimatorChain<ITransformer>().Append(context.Transforms.CopyColumns("Copy", "Pixels")).Append(inner).Append(Scale).Append(trainer)
            .Fit(TrainSet));
    }

    [Fact]
    public void Variables_of_the_interface_and_a_cache_appended_to_them()
    {
        IEstimator<ITransformer> pipeline = Keys;
        pipeline = pipeline.Append(Augment);
        pipeline = pipeline.AppendCacheCheckpoint(context);
        pipeline = pipeline.Append(Scale);
        Holds(pipeline.Append(trainer).Fit(TrainSet));
    }

    [Fact]
    public void Caches_before_and_after()
    {
        IEstimator<ITransformer> keys = new EstimatorChain<ITransformer>().Append(Keys).AppendCacheCheckpoint(context);
        Holds(keys.Append(Augment).Append(Scale).AppendCacheCheckpoint(context).Append(trainer).Fit(TrainSet));
    }

    [Theory]
    [InlineData(TransformerScope.Everything)]
    [InlineData(TransformerScope.Training)]
    [InlineData(TransformerScope.TrainTest)]
    public void Any_scope(TransformerScope scope)
    {
        var pipeline = new EstimatorChain<ITransformer>().Append(Keys).Append(Augment, scope).Append(Scale).Append(trainer);
        Holds(pipeline.Fit(TrainSet));
    }

    [Fact]
    public void Cross_validation()
    {
        var folds = context.MulticlassClassification.CrossValidate(TrainSet, Augment.Append(Keys).Append(Scale).Append(trainer), 3, "Key");
        Assert.Equal(Real, folds.Sum(fold => Values.Rows(fold.ScoredHoldOutSet)));
        Assert.Equal(Values.Of(TrainSet, "Name").Order(), folds.SelectMany(fold => Values.Of(fold.ScoredHoldOutSet, "Name")).Order());
        Assert.Equal(3, trainer.RowsPerFit.Count);
        foreach (var (fold, rows) in folds.Zip(trainer.RowsPerFit))
        {
            SamplingPlan plan = ((IEnumerable<ITransformer>)fold.Model).OfType<BigGanAugmentationTransformer>().Single().Plan;
            Assert.Equal(Real - Values.Rows(fold.ScoredHoldOutSet), plan.RealTotal);
            Assert.Equal(rows, plan.RealTotal + plan.SyntheticTotal);
            Assert.True(plan.SyntheticTotal > 0);
        }
    }

    [Fact]
    public void Fit_and_Transform_by_hand()
    {
        ITransformer transformer = Augment.Fit(TrainSet);
        Assert.Equal(Augmented, Values.Rows(transformer.Transform(TrainSet)));
        Assert.Equal(Real, Values.Rows(transformer.Transform(TrainSet)));
        Assert.Equal(Test, Values.Rows(transformer.Transform(TestSet)));
    }

    [Fact]
    public void A_step_that_learns_between_the_augmentation_and_a_trainer_outside_is_the_known_limit()
    {
        List<string> messages = Given.Messages(context);
        IEstimator<ITransformer> inner = new EstimatorChain<ITransformer>().Append(Keys).Append(Augment).Append(Scale);
        new EstimatorChain<ITransformer>().Append(inner).Append(trainer).Fit(TrainSet);
        Assert.Equal([Real], trainer.RowsPerFit);
        Assert.Contains(messages, message => message.StartsWith("Warning") && message.Contains("put it into the same chain"));

        // A cache that is appended to a variable of the interface makes such a chain out of everything before it.
        messages.Clear();
        IEstimator<ITransformer> pipeline = Keys.Append(Augment);
        pipeline = pipeline.Append(Scale);
        pipeline = pipeline.AppendCacheCheckpoint(context);
        pipeline.Append(trainer).Fit(TrainSet);
        Assert.Equal([Real, Real], trainer.RowsPerFit);
        Assert.Contains(messages, message => message.StartsWith("Warning") && message.Contains("put it into the same chain"));
    }

    [Fact]
    public void A_split_before()
    {
        DataOperationsCatalog.TrainTestData split = context.Data.TrainTestSplit(TrainSet, 0.25, seed: 3);
        int real = Values.Rows(split.TrainSet);
        ITransformer model = Keys.Append(Augment).Append(Scale).Append(trainer).Fit(split.TrainSet);
        Assert.True(trainer.RowsPerFit.Single() > real);
        Assert.Equal(real, Values.Rows(model.Transform(split.TrainSet)));
        Assert.Equal(Real - real, Values.Rows(model.Transform(split.TestSet)));
    }

    [Fact]
    public void One_estimator_fitted_twice()
    {
        var pipeline = Keys.Append(Augment).Append(Scale).Append(trainer);
        ITransformer first = pipeline.Fit(TrainSet);
        List<string> scores = Values.Of(first.Transform(TestSet), "Score");
        ITransformer second = pipeline.Fit(TestSet);
        Assert.Equal([Augmented, Test], trainer.RowsPerFit);
        Assert.Equal(scores, Values.Of(first.Transform(TestSet), "Score"));
        Assert.Equal(Real, Values.Rows(second.Transform(TrainSet)));
    }

    [Fact]
    public void A_saved_model_in_a_fresh_context()
    {
        ITransformer model = Keys.Append(Augment).Append(Scale).Append(trainer).Fit(TrainSet);
        using var file = new MemoryStream();
        context.Model.Save(model, TrainSet.Schema, file);
        file.Position = 0;
        var fresh = new MLContext();
        IDataView scored = fresh.Model.Load(file, out _).Transform(Example.View(fresh, 30, 30, 30));
        Assert.Equal(Test, Values.Rows(scored));
        Assert.Equal(Values.Of(model.Transform(TestSet), "Score"), Values.Of(scored, "Score"));
        Assert.Equal(1, context.MulticlassClassification.Evaluate(scored, "Key").MicroAccuracy);
    }

    [Fact]
    public void A_saved_model_in_a_process_that_has_nothing_of_this_library()
    {
        BigGanAugmentationOptions options = Given.Options(generator) with { IsSyntheticColumnName = "Made", SyntheticOriginColumnName = "Origin" };
        ITransformer model = Keys.Append(context.Transforms.AugmentWithBigGan(options)).Append(Scale).Append(trainer)
            .Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(TrainSet);
        IDataView scored = model.Transform(TestSet);
        string[] expected = [.. Values.Of(scored, "Score").Zip(Values.Of(scored, "PredictedLabel")).Select(row => $"{row.First} {row.Second}")];
        string folder = Directory.CreateTempSubdirectory("ganaugment").FullName;
        try
        {
            string path = Path.Combine(folder, "model.zip");
            context.Model.Save(model, TrainSet.Schema, path);
            Assert.Equal(expected, ScoringProcess.Score(path, Example.List(30, 30, 30)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_prediction_engine()
    {
        ITransformer model = Keys.Append(Augment).Append(Scale).Append(trainer).Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(TrainSet);
        using PredictionEngine<Example, Prediction> engine = context.Model.CreatePredictionEngine<Example, Prediction>(model);
        Assert.All(Example.List(3, 3, 3), example => Assert.Equal(example.Label, engine.Predict(example).PredictedLabel));
    }

    [MemberFact("Microsoft.ML.PermutationFeatureImportanceExtensions")]
    public void Permutation_feature_importance_through_the_last_transformer()
    {
        var flat = Keys.Append(Augment).Append(Scale).Append(trainer).Fit(TrainSet);
        Assert.Equal(16, Importances(flat.LastTransformer, flat.Transform(TestSet)));

        IDataView scaled = Keys.Append(Scale).Fit(TrainSet).Transform(TrainSet);
        BigGanAugmentationOptions options = Given.Options(generator) with { ImageColumnName = "Features", ScaleImage = 1f / 255 };
        MulticlassPredictionTransformer<MaximumEntropyModelParameters> own = trainer.WithBigGanAugmentation(context, options).Fit(scaled);
        Assert.Equal(Augmented, trainer.RowsPerFit[^1]);
        Assert.Equal(16, Importances(own, own.Transform(scaled)));
    }

    [Fact]
    public void The_data_operation()
    {
        IDataView augmented = context.Data.AugmentWithBigGan(TrainSet, Given.Options(generator));
        for (int pass = 0; pass < 2; pass++) Assert.Equal(Augmented, Values.Rows(augmented));
        ITransformer model = Keys.Append(Scale).Append(trainer).Fit(augmented);
        Holds(model);
    }

    [Fact]
    public void The_data_operation_before_a_cross_validation_is_the_known_leak()
    {
        IDataView augmented = context.Data.AugmentWithBigGan(TrainSet, Given.Options(generator) with { IsSyntheticColumnName = "Made" });
        var folds = context.MulticlassClassification.CrossValidate(augmented, Keys.Append(Scale).Append(trainer), 3, "Key");
        Assert.Equal(Augmented, folds.Sum(fold => Values.Rows(fold.ScoredHoldOutSet)));
        Assert.Equal(60, folds.Sum(fold => Values.Of(fold.ScoredHoldOutSet, "Made").Count(made => made == "True")));
    }

    [Fact]
    public void A_trainer_with_augmentation()
    {
        var steps = Scale.Append(trainer).WithBigGanAugmentation(context, Given.Options(generator));
        Holds(Keys.Append(steps).Fit(TrainSet));
        IEstimator<ITransformer> nested = new EstimatorChain<ITransformer>().Append(Keys).Append(steps);
        Holds(new EstimatorChain<ITransformer>().Append(context.Transforms.CopyColumns("Copy", "Pixels")).Append(nested).Fit(TrainSet));
        var folds = context.MulticlassClassification.CrossValidate(TrainSet, Keys.Append(steps), 3, "Key");
        Assert.Equal(Real, folds.Sum(fold => Values.Rows(fold.ScoredHoldOutSet)));
        Assert.All(folds.Zip(trainer.RowsPerFit), pair => Assert.True(pair.Second > Real - Values.Rows(pair.First.ScoredHoldOutSet)));
    }

    [Fact]
    public void A_trainer_with_augmentation_and_weights()
    {
        var weighed = new CountedTrainer<MulticlassPredictionTransformer<MaximumEntropyModelParameters>>(
            context.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key", "Features", "Importance"));
        BigGanAugmentationOptions options = Given.Options(generator) with { SyntheticWeight = 0.25f, ExampleWeightColumnName = "Importance" };
        ITransformer model = Keys.Append(Scale.Append(weighed).WithBigGanAugmentation(context, options)).Fit(TrainSet);
        Assert.Equal([Augmented], weighed.RowsPerFit);
        // Training alone had the column of weights.
        Assert.Null(TestSet.Schema.GetColumnOrNull("Importance"));
        Assert.Equal(Test, Values.Rows(model.Transform(TestSet)));
    }

    private void Holds(ITransformer model)
    {
        Assert.Equal([Augmented], trainer.RowsPerFit);
        trainer.RowsPerFit.Clear();
        Assert.Equal(Test, Values.Rows(model.Transform(TestSet)));
        Assert.Equal(Values.Of(TestSet, "Name"), Values.Of(model.Transform(TestSet), "Name"));
        Assert.Equal(Real, Values.Rows(model.Transform(TrainSet)));
        Assert.Equal(1, context.MulticlassClassification.Evaluate(model.Transform(TestSet), "Key").MicroAccuracy);
        // Sixty images in batches of 16, whatever the trainer did and whatever was scored.
        Assert.Equal(calls += 4, generator.Calls);
    }

    // By reflection: not every ML.NET that these tests run on has it.
    private int Importances(ITransformer predictor, IDataView scored)
    {
        MethodInfo method = MemberFactAttribute.Find("Microsoft.ML.PermutationFeatureImportanceExtensions")!.GetMethods().Single(m =>
            m is { Name: "PermutationFeatureImportance", IsGenericMethodDefinition: true } && m.GetParameters()[0].ParameterType == typeof(MulticlassClassificationCatalog));
        object?[] arguments = [.. method.GetParameters().Select(parameter => parameter.HasDefaultValue ? parameter.DefaultValue : null)];
        (arguments[0], arguments[1], arguments[2], arguments[3]) = (context.MulticlassClassification, predictor, scored, "Key");
        object found = method.MakeGenericMethod(typeof(MaximumEntropyModelParameters)).Invoke(null, arguments)!;
        return ((System.Collections.ICollection)found).Count;
    }

    private sealed class Prediction
    {
        public string PredictedLabel { get; set; } = "";
    }
}
