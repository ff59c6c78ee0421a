using GanAugment.Sampling;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace GanAugment.Transforms.Tests;

/// <summary>Where synthetic rows appear and where they must not: rows counted.</summary>
public sealed class BigGanAugmentationEstimatorTests
{
    // 20 + 10 + 5 real rows; balanced, 10 + 15 synthetic ones are added.
    private const int Real = 35;
    private const int Augmented = 60;

    private readonly MLContext context = new(1);
    private readonly CountingTrainer trainer = new();
    private readonly PatternGenerator generator = new(Example.Classes);

    private IDataView Train => field ??= Example.View(context, 20, 10, 5);

    private BigGanAugmentationEstimator Augment => context.Transforms.AugmentWithBigGan(Given.Options(generator));

    private IEstimator<ITransformer> Copy(string to) => context.Transforms.CopyColumns(to, "Pixels");

    [Fact]
    public void The_trainer_of_a_flat_chain_sees_the_synthetic_rows()
    {
        Copy("Before").Append(Augment).Append(Copy("After")).Append(trainer).Fit(Train);
        Assert.Equal([Augmented], trainer.RowsPerFit);
        Assert.Equal([20, 20, 20], trainer.LastLabels.CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value));
    }

    [Fact]
    public void Other_data_passes_through_unchanged()
    {
        ITransformer model = Augment.Append(Copy("Features")).Append(trainer).Fit(Train);
        IDataView test = Example.View(context, 3, 4, 5);
        Assert.Equal(Values.Of(test, "Name"), Values.Of(model.Transform(test), "Name"));
        Assert.Equal(Values.Of(test, "Pixels"), Values.Of(model.Transform(test), "Features"));
    }

    [Fact]
    public void The_training_data_passes_through_unchanged_once_training_has_read_it()
    {
        ITransformer model = Augment.Append(Copy("Features")).Append(trainer).Fit(Train);
        Assert.Equal(Values.Of(Train, "Name"), Values.Of(model.Transform(Train), "Name"));
    }

    [Fact]
    public void By_hand_the_fitted_view_is_augmented_until_it_was_read()
    {
        ITransformer transformer = Augment.Fit(Train);
        IDataView augmented = transformer.Transform(Train);
        Assert.Equal(Augmented, Values.Rows(augmented));
        Assert.Equal(Real, Values.Rows(transformer.Transform(Train)));
        Assert.Equal(Augmented, Values.Rows(augmented));
    }

    [Fact]
    public void A_second_use_of_the_training_data_is_warned_of()
    {
        List<string> messages = Given.Messages(context);
        ITransformer transformer = Augment.Fit(Train);
        Values.Rows(transformer.Transform(Train));
        Assert.DoesNotContain(messages, message => message.StartsWith("Warning") && message.Contains("synthetic rows before"));
        transformer.Transform(Train);
        Assert.Contains(messages, message => message.StartsWith("Warning") && message.Contains("synthetic rows before"));
    }

    [Fact]
    public void Nested_chains_deliver_the_rows_to_the_outer_trainer()
    {
        IEstimator<ITransformer> inner = new EstimatorChain<ITransformer>().Append(Copy("Before")).Append(Augment);
        new EstimatorChain<ITransformer>().Append(Copy("First")).Append(inner).Append(trainer).Fit(Train);
        Assert.Equal([Augmented], trainer.RowsPerFit);
    }

    [Fact]
    public void Nested_chains_deliver_the_rows_even_when_memory_is_collected_between_inner_and_outer_fit()
    {
        IEstimator<ITransformer> inner = new EstimatorChain<ITransformer>().Append(Copy("Before")).Append(Augment);
        ITransformer chain = inner.Fit(Train);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.Equal(Augmented, Values.Rows(chain.Transform(Train)));
    }

    [Fact]
    public void Estimators_held_in_interface_variables_stay_flat()
    {
        IEstimator<ITransformer> pipeline = Copy("Before");
        pipeline = pipeline.Append(Augment);
        pipeline = pipeline.Append(Copy("After"));
        pipeline.Append(trainer).Fit(Train);
        Assert.Equal([Augmented], trainer.RowsPerFit);
    }

    [Fact]
    public void A_cache_before_or_after_changes_nothing()
    {
        IEstimator<ITransformer> pipeline = Copy("Before").AppendCacheCheckpoint(context);
        pipeline.Append(Augment).Append(Copy("After")).AppendCacheCheckpoint(context).Append(trainer).Fit(Train);
        IEstimator<ITransformer> typed = Augment.Append(Copy("After"));
        typed.AppendCacheCheckpoint(context).Append(trainer).Fit(Train);
        Assert.Equal([Augmented, Augmented], trainer.RowsPerFit);
    }

    [Fact]
    public void A_cache_before_the_augmentation_inside_a_nested_chain_is_warned_of()
    {
        List<string> messages = Given.Messages(context);
        EstimatorChain<ITransformer> Cached() => new EstimatorChain<ITransformer>().Append(Copy("Before")).AppendCacheCheckpoint(context).Append(Augment);
        Cached().Append(trainer).Fit(Train).Transform(Example.View(context, 2, 2, 2));
        Assert.Equal([Augmented], trainer.RowsPerFit);
        Assert.DoesNotContain(messages, message => message.StartsWith("Warning") && message.Contains("cached data"));
        new EstimatorChain<ITransformer>().Append(Copy("First")).Append(Cached()).Append(trainer).Fit(Train);
        Assert.Equal([Augmented, Real], trainer.RowsPerFit);
        Assert.Single(messages, message => message.StartsWith("Warning") && message.Contains("put the cache behind AugmentWithBigGan"));
    }

    [Fact]
    public void A_step_that_looks_at_data_between_augmentation_and_an_outer_trainer_is_warned_of()
    {
        List<string> messages = Given.Messages(context);
        IEstimator<ITransformer> inner = new EstimatorChain<ITransformer>().Append(Augment).Append(context.Transforms.Conversion.MapValueToKey("Key", "Label"));
        new EstimatorChain<ITransformer>().Append(Copy("First")).Append(inner).Append(trainer).Fit(Train);
        Assert.Equal([Real], trainer.RowsPerFit);
        Assert.Contains(messages, message => message.StartsWith("Warning"));
    }

    [Fact]
    public void Cross_validation_trains_on_augmented_folds_and_tests_on_real_rows_only()
    {
        var options = new Microsoft.ML.Trainers.LbfgsMaximumEntropyMulticlassTrainer.Options { LabelColumnName = "Key", FeatureColumnName = "Pixels" };
        var pipeline = context.Transforms.Conversion.MapValueToKey("Key", "Label").Append(Augment).Append(trainer)
            .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(options));
        var results = context.MulticlassClassification.CrossValidate(Train, pipeline, numberOfFolds: 3, labelColumnName: "Key");

        Assert.Equal(Real, results.Sum(fold => Values.Rows(fold.ScoredHoldOutSet)));
        Assert.Equal(Values.Of(Train, "Name").Order(), results.SelectMany(fold => Values.Of(fold.ScoredHoldOutSet, "Name")).Order());
        Assert.Equal(3, trainer.RowsPerFit.Count);
        foreach (var fold in results)
        {
            SamplingPlan plan = ((IEnumerable<ITransformer>)fold.Model).OfType<BigGanAugmentationTransformer>().Single().Plan;
            Assert.Equal(Real - Values.Rows(fold.ScoredHoldOutSet), plan.RealTotal);
            Assert.True(plan.SyntheticTotal > 0);
            Assert.Contains((int)(plan.RealTotal + plan.SyntheticTotal), trainer.RowsPerFit);
        }
    }

    [Fact]
    public void A_split_is_augmented_on_its_training_side_only()
    {
        DataOperationsCatalog.TrainTestData split = context.Data.TrainTestSplit(Train, 0.3, seed: 5);
        ITransformer model = Augment.Append(trainer).Fit(split.TrainSet);
        int real = Values.Rows(split.TrainSet);
        Assert.True(trainer.RowsPerFit.Single() > real);
        Assert.Equal(Values.Of(split.TestSet, "Name"), Values.Of(model.Transform(split.TestSet), "Name"));
        Assert.Equal(real, Values.Rows(model.Transform(split.TrainSet)));
    }

    [Fact]
    public void The_other_side_of_a_split_is_not_mistaken_for_the_training_data_before_training()
    {
        DataOperationsCatalog.TrainTestData split = context.Data.TrainTestSplit(Train, 0.3, seed: 5);
        ITransformer transformer = Augment.Fit(split.TrainSet);
        Assert.Equal(Values.Of(split.TestSet, "Name"), Values.Of(transformer.Transform(split.TestSet), "Name"));
        Assert.Equal(Real, Values.Rows(transformer.Transform(Train)));
    }

    [Fact]
    public void One_estimator_fits_other_data_without_touching_the_first_model()
    {
        IEstimator<ITransformer> pipeline = Augment.Append(trainer);
        ITransformer first = pipeline.Fit(Train);
        IDataView other = Example.View(context, 4, 6, 4);
        ITransformer second = pipeline.Fit(other);
        Assert.Equal([Augmented, 18], trainer.RowsPerFit);
        Assert.Equal(14, Values.Rows(first.Transform(other)));
        Assert.Equal(Real, Values.Rows(second.Transform(Train)));
    }

    [Fact]
    public void A_prediction_engine_scores_one_row_to_one()
    {
        ITransformer model = Chain().Fit(Train);
        using PredictionEngine<Example, Prediction> engine = context.Model.CreatePredictionEngine<Example, Prediction>(model);
        Example example = Example.List(0, 0, 1)[0];
        Assert.Equal("c", engine.Predict(example).PredictedLabel);
    }

    [Fact]
    public void A_saved_model_loads_in_a_fresh_context_and_scores_the_same()
    {
        ITransformer model = Chain().Fit(Train);
        IDataView test = Example.View(context, 6, 6, 6);
        using var stream = new MemoryStream();
        context.Model.Save(model, Train.Schema, stream);
        stream.Position = 0;
        var fresh = new MLContext();
        ITransformer loaded = fresh.Model.Load(stream, out DataViewSchema schema);

        Assert.Equal(Train.Schema.Select(column => column.Name), schema.Select(column => column.Name));
        IDataView scored = loaded.Transform(Example.View(fresh, 6, 6, 6));
        Assert.Equal(Values.Of(model.Transform(test), "Score"), Values.Of(scored, "Score"));
        Assert.Equal(18, Values.Rows(scored));
    }

    [Fact]
    public void A_saved_model_names_nothing_of_this_library()
    {
        using var stream = new MemoryStream();
        context.Model.Save(Chain().Fit(Train), Train.Schema, stream);
        stream.Position = 0;
        using var zip = new System.IO.Compression.ZipArchive(stream);
        foreach (var entry in zip.Entries)
        {
            using Stream content = entry.Open();
            using var bytes = new MemoryStream();
            content.CopyTo(bytes);
            string text = System.Text.Encoding.Latin1.GetString(bytes.ToArray()) + System.Text.Encoding.Unicode.GetString(bytes.ToArray());
            Assert.DoesNotContain("GanAugment", text);
        }
    }

    [Fact]
    public void The_transformer_on_its_own_is_saved_as_the_identity()
    {
        ITransformer transformer = Augment.Fit(Train);
        using var stream = new MemoryStream();
        context.Model.Save(transformer, Train.Schema, stream);
        stream.Position = 0;
        IDataView test = Example.View(context, 2, 2, 2);
        IDataView through = new MLContext().Model.Load(stream, out _).Transform(test);
        Assert.Equal(
            test.Schema.Select(column => (column.Name, column.Type.ToString())),
            through.Schema.Select(column => (column.Name, column.Type.ToString())));
        Assert.Equal(Values.Of(test, "Pixels"), Values.Of(through, "Pixels"));
    }

    [Fact]
    public void Original_and_loaded_transformer_refuse_data_without_the_image_column()
    {
        ITransformer transformer = Augment.Fit(Train);
        using var stream = new MemoryStream();
        context.Model.Save(transformer, Train.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = context.Model.Load(stream, out _);
        IDataView without = context.Transforms.DropColumns("Pixels").Fit(Train).Transform(Train);
        foreach (ITransformer each in new[] { transformer, loaded })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => each.GetOutputSchema(without.Schema));
            Assert.Throws<ArgumentOutOfRangeException>(() => each.Transform(without));
        }
    }

    [Fact]
    public void Schema_and_row_mapper_are_those_of_the_identity()
    {
        ITransformer transformer = Augment.Fit(Train);
        Assert.True(transformer.IsRowToRowMapper);
        IRowToRowMapper mapper = transformer.GetRowToRowMapper(Train.Schema);
        Assert.Same(Train.Schema, mapper.InputSchema);
        var columns = Train.Schema.Select(column => (column.Name, column.Type.ToString()));
        Assert.Equal(columns, mapper.OutputSchema.Select(column => (column.Name, column.Type.ToString())));
        Assert.Equal(columns, transformer.GetOutputSchema(Train.Schema).Select(column => (column.Name, column.Type.ToString())));
        Assert.Same(Train.Schema, transformer.Transform(Train).Schema);
    }

    [Fact]
    public void A_maximum_entropy_trainer_learns_from_synthetic_rows()
    {
        // One real row of c that looks like b: only synthetic rows can teach what c looks like.
        List<Example> rows = Example.List(20, 20, 0);
        rows.Add(new Example { Label = "c", Pixels = [.. Enumerable.Repeat(128f, 16)], Name = "odd" });
        IDataView train = context.Data.LoadFromEnumerable(rows);
        IDataView test = Example.View(context, 0, 0, 20);
        double Recall(IEstimator<ITransformer> pipeline) => context.MulticlassClassification.Evaluate(pipeline.Fit(train).Transform(test), "Key").MacroAccuracy;

        IEstimator<ITransformer> keys = context.Transforms.Conversion.MapValueToKey("Key", "Label", keyOrdinality: KeyOrdinality.ByValue);
        IEstimator<ITransformer> scaled = context.Transforms.NormalizeMinMax("Features", "Pixels");
        var lbfgs = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key", "Features");
        double without = Recall(keys.Append(scaled).Append(lbfgs));
        double with = Recall(keys.Append(Augment).Append(scaled).Append(lbfgs));
        Assert.True(with > without, $"{without} → {with}");
    }

    [Fact]
    public void Sdca_has_each_image_generated_once()
    {
        var pipeline = context.Transforms.Conversion.MapValueToKey("Key", "Label")
            .Append(Augment)
            .Append(context.Transforms.NormalizeMinMax("Features", "Pixels"))
            .Append(context.MulticlassClassification.Trainers.SdcaMaximumEntropy("Key", "Features", maximumNumberOfIterations: 5));
        pipeline.Fit(Train);
        // 25 rows are two batches of 16.
        Assert.Equal(2, generator.Calls);
    }

    private IEstimator<ITransformer> Chain() => context.Transforms.Conversion.MapValueToKey("Key", "Label")
        .Append(Augment)
        .Append(context.Transforms.NormalizeMinMax("Features", "Pixels"))
        .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key", "Features"))
        .Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

    private sealed class Prediction
    {
        public string PredictedLabel { get; set; } = "";
    }
}
