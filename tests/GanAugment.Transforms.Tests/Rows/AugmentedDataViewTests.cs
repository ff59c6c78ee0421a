using GanAugment.Generation;
using GanAugment.Sampling;
using GanAugment.Transforms.Rows;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Tests.Rows;

public sealed class AugmentedDataViewTests
{
    private readonly MLContext context = new(1);
    private readonly PatternGenerator generator = new(Example.Classes);

    private IDataView Augmented(IDataView real, Func<BigGanAugmentationOptions, BigGanAugmentationOptions>? change = null)
    {
        BigGanAugmentationOptions options = Given.Options(generator);
        return context.Data.AugmentWithBigGan(real, change?.Invoke(options) ?? options);
    }

    [Fact]
    public void It_holds_what_every_view_must_hold()
    {
        IDataView real = Example.View(context, 9, 4, 2);
        IDataView augmented = Augmented(real);
        CursorInvariants.Hold(augmented);
        CursorInvariants.GettersRefuse(augmented, real.Schema["Label"], real.Schema["Name"]);
        CursorInvariants.GettersRefuse(augmented, real.Schema["Pixels"], real.Schema["Label"]);
    }

    [Fact]
    public void Duplicates_stand_beside_their_rows_and_are_no_synthetic_ones()
    {
        IDataView real = Example.View(context, 9, 4, 2);
        IDataView augmented = Augmented(real, o => o with { Strategy = SamplingStrategy.Mix(), IsSyntheticColumnName = "IsSynthetic" });
        CursorInvariants.Hold(augmented);
        // 5 and 7 are lacking, of which 1 and 2 are synthetic.
        Assert.Equal(27, augmented.GetRowCount());
        bool[] made = [.. Values.Of(augmented, "IsSynthetic").Select(v => v.Contains("True", StringComparison.Ordinal))];
        Assert.Equal(3, made.Count(m => m));
        string[] labels = [.. Values.Of(augmented, "Label")];
        Assert.All(labels.GroupBy(l => l), own => Assert.Equal(9, own.Count()));
        // Whole rounds first: four rows and four duplicates, two rows and six.
        string[] pixels = [.. Values.Of(augmented, "Pixels").Where((_, i) => !made[i])];
        Assert.Equal([.. Enumerable.Repeat(1, 9), 2, 2, 2, 2, 3, 4], pixels.GroupBy(p => p).Select(g => g.Count()).Order());
        Assert.Equal(27, Values.Ids(augmented).Distinct().Count());
        Assert.Equal(pixels, Values.Of(Augmented(real, o => o with { Strategy = SamplingStrategy.Mix(), IsSyntheticColumnName = "IsSynthetic" }), "Pixels")
            .Where((_, i) => !made[i]));
    }

    [Fact]
    public void Duplicates_are_shuffled_with_all_others_and_come_without_any_synthetic_row_too()
    {
        IDataView augmented = Augmented(context.Data.Cache(Example.View(context, 9, 4, 2)), o => o with { Strategy = SamplingStrategy.Mix(0) });
        Assert.True(augmented.CanShuffle);
        CursorInvariants.Hold(augmented);
        Assert.Equal(27, Values.Rows(augmented));
        Values.Of(augmented, "Pixels");
        Assert.Equal(0, generator.Calls);
        Assert.NotEqual(Values.Ids(augmented), Values.Ids(augmented, new Random(1)));
    }

    [Fact]
    public void Over_a_source_that_shuffles_it_shuffles_and_holds_the_same()
    {
        IDataView augmented = Augmented(context.Data.Cache(Example.View(context, 9, 4, 2)));
        Assert.True(augmented.CanShuffle);
        CursorInvariants.Hold(augmented);
        Assert.NotEqual(Values.Ids(augmented), Values.Ids(augmented, new Random(1)));
        Assert.Equal(Values.Ids(augmented, new Random(1)), Values.Ids(augmented, new Random(1)));
        Assert.Equal(Values.Of(augmented, "Pixels", new Random(1)), Values.Of(augmented, "Pixels", new Random(1)));
    }

    [Fact]
    public void Over_a_source_that_does_not_shuffle_a_random_number_generator_is_ignored()
    {
        IDataView augmented = Augmented(Example.View(context, 9, 4, 2));
        Assert.False(augmented.CanShuffle);
        Assert.Equal(Values.Ids(augmented), Values.Ids(augmented, new Random(1)));
    }

    [Fact]
    public void Real_rows_keep_their_order_and_values()
    {
        IDataView real = Example.View(context, 9, 4, 2);
        IDataView augmented = Augmented(real);
        foreach (string column in new[] { "Pixels", "Label", "Weight", "Name" })
            Assert.Equal(
                Values.Of(real, column),
                Values.Of(augmented, column).Zip(Values.Synthetic(augmented, real)).Where(pair => !pair.Second).Select(pair => pair.First));
    }

    [Fact]
    public void Synthetic_rows_are_spread_or_appended()
    {
        IDataView real = Example.View(context, 6, 3, 3);
        Assert.Equal(
            [false, false, true, false, false, true, false, false, true, false, false, true, false, false, true, false, false, true],
            Values.Synthetic(Augmented(real), real));
        Assert.Equal(
            [.. Enumerable.Repeat(false, 12), .. Enumerable.Repeat(true, 6)],
            Values.Synthetic(Augmented(real, o => o with { Placement = SyntheticRowPlacement.Appended }), real));
    }

    [Fact]
    public void A_pass_without_the_image_column_generates_nothing()
    {
        IDataView augmented = Augmented(Example.View(context, 9, 4, 2));
        Values.Of(augmented, "Label");
        Values.Of(augmented, "Name");
        Values.Rows(augmented);
        Assert.Equal(0, generator.Calls);
    }

    [Fact]
    public void A_pass_that_skips_the_getter_generates_nothing()
    {
        IDataView augmented = Augmented(Example.View(context, 9, 4, 2));
        using DataViewRowCursor cursor = augmented.GetRowCursor(augmented.Schema);
        while (cursor.MoveNext())
        {
        }

        Assert.Equal(0, generator.Calls);
    }

    [Fact]
    public void Images_are_generated_once_for_any_number_of_passes()
    {
        IDataView augmented = Augmented(context.Data.Cache(Example.View(context, 30, 4, 2)));
        List<string> first = Values.Of(augmented, "Pixels");
        Parallel.For(0, 6, i => Assert.Equal(first.Order(), Values.Of(augmented, "Pixels", i % 2 == 0 ? null : new Random(i)).Order()));
        Assert.Equal(4, generator.Calls); // 54 images in batches of 16
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_whatever_batch_size_memory_and_order()
    {
        IDataView real = context.Data.Cache(Example.View(context, 30, 4, 2));
        Dictionary<DataViewRowId, string> expected = ById(Augmented(real));
        Assert.Equal(expected, ById(Augmented(real, o => o with { BatchSize = 5 })));
        Assert.Equal(expected, ById(Augmented(real, o => o with { MemoryLimit = 0 })));
        Assert.Equal(expected, ById(Augmented(real), new Random(9)));
        Assert.NotEqual(expected, ById(Augmented(real, o => o with { Seed = 4 })));
        Assert.NotEqual(expected, ById(Augmented(real, o => o with { Truncation = Truncation.Threshold(0.5f) })));
    }

    [Fact]
    public void Asking_for_more_keeps_the_images_of_each_class()
    {
        IDataView real = Example.View(context, 5, 5, 5);
        HashSet<string> few = [.. Values.Of(Augmented(real, o => o with { Strategy = SamplingStrategy.Add(3) }), "Pixels")];
        HashSet<string> many = [.. Values.Of(Augmented(real, o => o with { Strategy = SamplingStrategy.Add(9) }), "Pixels")];
        Assert.Subset(many, few);
    }

    [Fact]
    public void Other_columns_are_copied_together_from_a_real_row_of_the_class()
    {
        List<Example> rows = Example.List(9, 4, 2);
        IDataView real = context.Data.LoadFromEnumerable(rows);
        IDataView augmented = Augmented(real, o => o with { Strategy = SamplingStrategy.Add(40) });
        Dictionary<string, Example> byName = rows.ToDictionary(row => row.Name);
        var copies = Values.Of(augmented, "Name").Zip(Values.Of(augmented, "Weight"), Values.Of(augmented, "Label")).ToList();
        Assert.Equal(15 + 120, copies.Count);
        foreach (var (name, weight, label) in copies) Assert.Equal((byName[name].Weight.ToString(), byName[name].Label), (weight, label));
        // Forty draws from nine rows find more than one of them.
        Assert.True(copies.Where(copy => copy.Third == "a").Select(copy => copy.First).Distinct().Count() > 3);
    }

    [Fact]
    public void Features_made_before_the_augmentation_are_warned_of()
    {
        List<string> messages = Given.Messages(context);
        IDataView real = Example.View(context, 9, 4, 2);
        IDataView augmented = Augmented(context.Transforms.CopyColumns("Features", "Pixels").Fit(real).Transform(real));
        Values.Of(augmented, "Pixels");
        Values.Of(augmented, "Weight");
        Assert.DoesNotContain(messages, message => message.StartsWith("Warning") && message.Contains("copied"));
        Values.Of(augmented, "Features");
        Values.Of(augmented, "Features");
        Assert.Single(messages, message => message.StartsWith("Warning") && message.Contains("'Features'"));
    }

    [Fact]
    public void Copied_columns_do_not_depend_on_the_order_of_the_source()
    {
        IDataView real = context.Data.Cache(Example.View(context, 30, 4, 2));
        IDataView augmented = Augmented(real);
        Assert.Equal(Names(null), Names(2));

        Dictionary<DataViewRowId, string> Names(int? seed)
        {
            Random? Rand() => seed is { } value ? new Random(value) : null;
            return Values.Ids(augmented, Rand()).Zip(Values.Of(augmented, "Name", Rand())).ToDictionary(pair => pair.First, pair => pair.Second);
        }
    }

    [Fact]
    public void A_weight_column_is_never_missing()
    {
        IDataView augmented = Augmented(Example.View(context, 9, 4, 2));
        Assert.DoesNotContain("NaN", Values.Of(augmented, "Weight"));
    }

    [Fact]
    public void The_count_is_known_even_where_the_source_does_not_know_its_own()
    {
        IDataView filtered = context.Data.FilterRowsByColumn(Example.View(context, 9, 4, 2), "Weight", lowerBound: 3);
        Assert.Null(filtered.GetRowCount());
        IDataView augmented = Augmented(filtered);
        Assert.Equal(Values.Rows(augmented), augmented.GetRowCount());
    }

    [Fact]
    public void Annotations_and_hidden_columns_stay()
    {
        IDataView keyed = context.Transforms.Conversion.MapValueToKey("Label").Fit(Example.View(context, 9, 4, 2)).Transform(Example.View(context, 9, 4, 2));
        IDataView augmented = Augmented(keyed);
        Assert.Same(keyed.Schema, augmented.Schema);
        Assert.True(augmented.Schema["Label"].HasKeyValues());
    }

    [Fact]
    public void An_augmented_view_can_be_augmented_again()
    {
        IDataView twice = Augmented(Augmented(Example.View(context, 9, 4, 2)), o => o with { Strategy = SamplingStrategy.Add(5), Seed = 8 });
        Assert.Equal(27 + 15, Values.Rows(twice));
        CursorInvariants.Hold(twice);
    }

    [Fact]
    public void A_disposed_transformer_gives_no_images_but_lets_open_cursors_finish()
    {
        IDataView real = Example.View(context, 9, 4, 2);
        var transformer = (BigGanAugmentationTransformer)context.Transforms.AugmentWithBigGan(Given.Options(generator)).Fit(real);
        IDataView augmented = transformer.Transform(real);
        using (DataViewRowCursor cursor = augmented.GetRowCursor([real.Schema["Pixels"]]))
        {
            Func<string> read = Values.Open(cursor, real.Schema["Pixels"]);
            transformer.Dispose();
            int rows = 0;
            for (; cursor.MoveNext(); rows++) read();
            Assert.Equal(27, rows);
        }

        Assert.Throws<ObjectDisposedException>(() => Values.Of(augmented, "Pixels"));
        Assert.Equal(27, Values.Of(augmented, "Label").Count);
    }

    [Fact]
    public void A_cancelled_augmentation_stops()
    {
        using var cancel = new CancellationTokenSource();
        IDataView augmented = Augmented(Example.View(context, 9, 4, 2), o => o with { CancellationToken = cancel.Token });
        cancel.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Values.Of(augmented, "Pixels"));
        Assert.ThrowsAny<OperationCanceledException>(() => Augmented(Example.View(context, 9, 4, 2), o => o with { CancellationToken = cancel.Token }));
    }

    private static Dictionary<DataViewRowId, string> ById(IDataView view, Random? rand = null)
    {
        var values = new Dictionary<DataViewRowId, string>();
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Pixels"]], rand);
        ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
        Func<string> read = Values.Open(cursor, view.Schema["Pixels"]);
        while (cursor.MoveNext())
        {
            DataViewRowId id = default;
            getId(ref id);
            values.Add(id, read());
        }

        return values;
    }
}
