using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Generation;
using GanAugment.Provenance;
using GanAugment.Sampling;
using GanAugment.Transforms.Filtering;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;

namespace GanAugment.Transforms.Tests.Filtering;

/// <summary>Filters in the augmentation itself, through a view.</summary>
public sealed class FilteredRowsTests
{
    private readonly MLContext context = new(1);

    private IDataView Train => field ??= Example.View(context, 20, 10, 5);

    // About half of the candidates: the first pixel of a pattern shows the first component of its latent.
    private static readonly IImageFilter Positive = new ByLatent("positive", z => z > 0);

    [Fact]
    public void Row_r_of_a_class_is_its_rth_accepted_candidate()
    {
        IDataView view = Augment(o => o with { SyntheticOriginColumnName = "Origin" });
        List<bool> synthetic = Values.Synthetic(view, Train);
        List<string> labels = Values.Of(view, "Label"), pixels = Values.Of(view, "Pixels"), origins = Values.Of(view, "Origin");
        var seen = new Dictionary<string, int> { ["b"] = 0, ["c"] = 0 };
        for (int i = 0; i < labels.Count; i++)
        {
            if (!synthetic[i]) continue;
            int c = Array.IndexOf(Example.Classes, labels[i]), row = seen[labels[i]]++;
            long number = Enumerable.Range(0, 1000).Where(n => Latent(c, n)[0] > 0).ElementAt(row);
            Assert.Equal(number, SyntheticOrigin.Parse(origins[i]).Row);
            Assert.Equal(Image(c, number), pixels[i]);
        }

        Assert.Equal((10, 15), (seen["b"], seen["c"]));
    }

    [Theory]
    [InlineData(1, 1 << 20)]
    [InlineData(5, 1 << 20)]
    [InlineData(64, 1 << 20)]
    [InlineData(16, 0)]
    [InlineData(3, 100)]
    public void Batches_and_memory_change_neither_images_nor_report(int batch, long memory)
    {
        foreach (ExhaustedRow exhausted in Enum.GetValues<ExhaustedRow>())
        {
            BigGanAugmentationOptions Change(BigGanAugmentationOptions o) => o with
            {
                AttemptsPerRow = 2,
                WhenAttemptsRunOut = exhausted,
                Filters = [Positive, new ByLatent("small", z => z < 1)],
            };
            IDataView expected = Augment(Change), view = Augment(o => Change(o) with { BatchSize = batch, MemoryLimit = memory });
            Assert.Equal(Values.Of(expected, "Pixels"), Values.Of(view, "Pixels"));
            Assert.Equal(Values.Of(expected, "Label"), Values.Of(view, "Label"));
        }
    }

    [Fact]
    public void The_order_of_reading_changes_nothing()
    {
        foreach (ExhaustedRow exhausted in Enum.GetValues<ExhaustedRow>())
        {
            // A cached source can be shuffled.
            IDataView train = context.Data.Cache(Train);
            IDataView view = Augment(o => o with { WhenAttemptsRunOut = exhausted }, train);
            IDataView other = Augment(o => o with { WhenAttemptsRunOut = exhausted }, train);
            List<string> shuffled = Values.Of(other, "Pixels", new Random(5));
            Assert.Equal(Values.Of(view, "Pixels"), Values.Of(other, "Pixels"));
            Assert.Equal(shuffled.Order(), Values.Of(view, "Pixels").Order());
        }
    }

    [Fact]
    public void The_view_holds_what_every_view_must() => CursorInvariants.Hold(Augment(o => o with { WhenAttemptsRunOut = ExhaustedRow.KeepBest }));

    [Fact]
    public void Rows_that_are_given_up_are_not_in_the_plan()
    {
        List<string> messages = Given.Messages(context);
        var options = Options(o => o with { AttemptsPerRow = 1 });
        var transformer = (BigGanAugmentationTransformer)context.Transforms.AugmentWithBigGan(options).Fit(Train);
        FilterReport report = transformer.Filters!;
        Assert.Equal(25, transformer.Plan.SyntheticTotal + report.Sum(c => c.LeftOut));
        Assert.True(report.Sum(c => c.LeftOut) > 0);
        Assert.Equal(transformer.Plan.Select(q => q.Synthetic), report.Select(c => c.Accepted));
        Assert.Equal(35 + transformer.Plan.SyntheticTotal, Values.Rows(transformer.Transform(Train)));
        Assert.Contains(messages, m => m.StartsWith("Warning") && m.Contains("left out"));
        Assert.Contains(messages, m => m.StartsWith("Info") && m.Contains("Candidates and filters") && m.Contains("1: positive"));
    }

    [Fact]
    public void Rows_that_are_kept_anyway_leave_the_plan_as_it_was()
    {
        List<string> messages = Given.Messages(context);
        var options = Options(o => o with { AttemptsPerRow = 1, WhenAttemptsRunOut = ExhaustedRow.KeepBest });
        var transformer = (BigGanAugmentationTransformer)context.Transforms.AugmentWithBigGan(options).Fit(Train);
        Assert.Equal(0, transformer.Filters!.Sum(c => c.Candidates));
        Assert.Equal(60, Values.Of(transformer.Transform(Train), "Pixels").Count);
        Assert.Equal(25, transformer.Filters!.Sum(c => c.Accepted + c.KeptAnyway));
        Assert.Contains(messages, m => m.StartsWith("Warning") && m.Contains("best candidate that the filters refused"));
    }

    [Fact]
    public void A_filter_that_refuses_everything_ends_and_says_so()
    {
        List<string> messages = Given.Messages(context);
        var generator = new PatternGenerator(Example.Classes);
        IDataView view = Augment(o => o with { Generator = generator, Filters = [new ByLatent("nothing", _ => false)] });
        Assert.Equal(35, Values.Rows(view));
        Assert.InRange(generator.Images, 1, 2 * 5 * 20 + 64);
        Assert.Contains(messages, m => m.StartsWith("Warning") && m.Contains("'b' (10 rows, 0 % accepted), 'c' (15 rows, 0 % accepted)"));
    }

    [Fact]
    public void Each_candidate_is_generated_once()
    {
        var generator = new PatternGenerator(Example.Classes);
        var transformer = (BigGanAugmentationTransformer)context.Transforms
            .AugmentWithBigGan(Options(o => o with { Generator = generator, Strategy = SamplingStrategy.Add(100) })).Fit(Train);
        int before = generator.Images;
        IDataView view = transformer.Transform(Train);
        for (int pass = 0; pass < 3; pass++) Values.Of(view, "Pixels");
        Assert.Equal(before, generator.Images);
        // What is drawn beyond the last row is a batch at most.
        Assert.InRange(generator.Images, transformer.Filters!.Sum(c => c.Candidates), transformer.Filters!.Sum(c => c.Candidates) + 64);
    }

    [Fact]
    public void Filters_of_real_images_read_them_from_the_column()
    {
        // The generator copies a real image of b in every second candidate.
        float[] copied = Example.List(20, 10, 5).First(row => row.Label == "b").Pixels;
        var generator = new Copier(copied);
        IDataView view = Augment(o => o with { Generator = generator, Filters = [ImageFilters.NearCopy()] });
        List<bool> synthetic = Values.Synthetic(view, Train);
        string copy = string.Join(" ", copied);
        Assert.DoesNotContain(copy, Values.Of(view, "Pixels").Where((_, i) => synthetic[i]));
        IDataView plain = Augment(o => o with { Generator = generator, Filters = [] });
        Assert.Contains(copy, Values.Of(plain, "Pixels").Where((_, i) => synthetic[i]));
    }

    [Fact]
    public void Options_that_cannot_work_are_refused()
    {
        Assert.Throws<OptionException>(() => Augment(o => o with { AttemptsPerRow = 0 }));
        Assert.Throws<OptionException>(() => Augment(o => o with { Filters = [null!] }));
    }

    private static BigGanAugmentationOptions Options(Func<BigGanAugmentationOptions, BigGanAugmentationOptions> change) =>
        change(Given.Options() with { Filters = [Positive] });

    private IDataView Augment(Func<BigGanAugmentationOptions, BigGanAugmentationOptions> change, IDataView? train = null) =>
        context.Data.AugmentWithBigGan(train ?? Train, Options(change));

    private static float[] Latent(int c, long number)
    {
        float[] z = new float[6];
        new LatentStream(3).Fill(c, number, z);
        return z;
    }

    private static string Image(int c, long number)
    {
        float[] unit = new float[16];
        byte[] bytes = new byte[16];
        new ConditionalSampler(new PatternGenerator(Example.Classes), 3).Sample(c, number, 1, unit);
        PixelRange.ToBytes(unit, bytes);
        return string.Join(" ", bytes);
    }

    /// <summary>Asks for the first component of the latent, which a pattern shows in its first pixel.</summary>
    private sealed class ByLatent(string name, Func<double, bool> keep) : IImageFilter, IImageJudge
    {
        public string Name => name;

        public IImageJudge Prepare(FilterContext context) => this;

        public void Judge(ReadOnlySpan<Candidate> candidates, ReadOnlySpan<float> images, Span<ImageVerdict> verdicts)
        {
            for (int n = 0; n < candidates.Length; n++)
            {
                double z = (images[n * 16] - (2 * (candidates[n].Class + 1) / 4.0 - 1)) / 0.1;
                verdicts[n] = new ImageVerdict(keep(z), (float)Math.Clamp(z / 8 + 0.5, 0, 1));
            }
        }

        public void Dispose()
        {
        }
    }

    private sealed class Copier(float[] copied) : IConditionalGenerator
    {
        private readonly PatternGenerator other = new(Example.Classes);

        public GeneratorManifest Manifest => other.Manifest;

        public void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images)
        {
            other.Generate(count, z, y, images);
            for (int n = 0; n < count; n++)
                if (y[n * 3 + 1] == 1 && z[n * 6] > 0)
                    PixelRange.ToUnit([.. copied.Select(level => (byte)level)], images.Slice(n * 16, 16));
        }

        public void Dispose()
        {
        }
    }
}
