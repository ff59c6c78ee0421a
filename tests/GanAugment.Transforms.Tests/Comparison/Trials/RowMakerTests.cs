using GanAugment.Transforms.Comparison;
using GanAugment.Transforms.Comparison.Trials;
using Microsoft.ML;
using static GanAugment.Transforms.Tests.Comparison.ComparisonScene;

namespace GanAugment.Transforms.Tests.Comparison.Trials;

public class RowMakerTests
{
    private static readonly ComparedImages Images = new(Train, null); // 30, 10, 5

    [Fact]
    public void Duplicates_stand_about_equally_often()
    {
        Row[] rows = Rows(new ArmSetting(Treatment.Oversampling));
        Assert.Equal([30, 30, 30], Count(rows));
        foreach (var own in rows.GroupBy(r => r.Label))
        {
            int[] times = [.. own.GroupBy(r => string.Join(' ', r.Pixels)).Select(g => g.Count())];
            Assert.InRange(times.Max() - times.Min(), 0, 1);
        }
    }

    [Fact]
    public void Images_of_a_pool_stand_once_each_and_duplicates_fill_what_they_leave()
    {
        float[][] others = [.. Enumerable.Range(0, 30).Select(i => Enumerable.Repeat(2f + i, 16).ToArray())];
        int asked = 0;
        var maker = new RowMaker(Images, 30, true, 0, _ =>
        {
            asked++;
            return (others, [[0], [.. Enumerable.Range(1, 25)], [26, 27]]);
        });
        TrainingRows made = maker.Make(new ArmSetting(Treatment.PseudoLabels), null);
        Assert.Equal(1, asked);
        Assert.Equal((45, 45, 90), (made.Real, made.Made, made.Count));
        Row[] rows = Rows(made);
        Assert.Equal([30, 30, 30], Count(rows));
        float[][] Taken(string name) => [.. rows.Where(r => r.Label == name && r.Pixels[0] >= 2).Select(r => r.Pixels)];
        // The first class lacks nothing; 20 of 25 fill the second; two are all there are for the third, and 23 duplicates.
        Assert.Empty(Taken("bright"));
        Assert.Equal(20, Taken("dark").Select(p => p[0]).Distinct().Count());
        Assert.Equal(20, Taken("dark").Length);
        Assert.Equal([28f, 29f], Taken("half").Select(p => p[0]).Order());
    }

    [Fact]
    public void Class_weights_give_every_class_the_same_mass_with_a_mean_of_one()
    {
        Row[] rows = Rows(new ArmSetting(Treatment.ClassWeights));
        Assert.Equal(45, rows.Length);
        Assert.All(rows.GroupBy(r => r.Label), own => Assert.Equal(15, own.Sum(r => r.Weight), 0.001));
    }

    [Fact]
    public void Synthetic_rows_weigh_in_weighted_classes_what_they_would_among_duplicates()
    {
        SyntheticUse use = new(0.4) { Weight = 0.5 };
        Row[] weighted = Rows(new ArmSetting(Treatment.ClassWeights) { Synthetic = use }),
            filled = Rows(new ArmSetting(Treatment.Oversampling) { Synthetic = use });
        foreach (string name in Classes.Skip(1))
        {
            double Share(Row[] rows) => rows.Where(r => r.Label == name && IsSynthetic(r)).Sum(r => r.Weight) / rows.Where(r => r.Label == name).Sum(r =>
                r.Weight);
            int count = weighted.Count(r => r.Label == name && IsSynthetic(r));
            Assert.Equal(name == "dark" ? 8 : 10, count);
            Assert.Equal(count * 0.5 / 30, Share(weighted), 0.001);
            Assert.Equal(count * 0.5 / (30 - count * 0.5), Share(filled), 0.001);
        }

        Assert.Equal(weighted.Length, weighted.Sum(r => r.Weight), 0.01);
    }

    [Fact]
    public void Changed_copies_are_neither_originals_nor_blank_and_mirrored_only_when_asked()
    {
        var images = new ComparedImages(Draw(1, 0, 0, seed: 1), null);
        // A bright left column on black.
        for (int p = 0; p < 16; p++) images.Pixels[0][p] = p % 4 == 0 ? 1 : 0;
        foreach (bool flip in (bool[])[false, true])
        {
            var draws = new DrawStream(0, "test");
            var transform = new ClassicTransform { Shift = 0, Flip = flip };
            var copies = Enumerable.Range(0, 40).Select(_ => string.Join("", transform.Apply(Shape, images.Pixels[0], ref draws))).Distinct().ToArray();
            Assert.Equal(flip ? ["0001000100010001", "1000100010001000"] : ["1000100010001000"], copies.Order());
        }

        Row[] rows = Rows(new ArmSetting(Treatment.Classic) { Classic = new ClassicTransform { Shift = 0.3, Crop = 0.2 } });
        Assert.Equal([30, 30, 30], Count(rows));
        Assert.True(rows.Select(r => string.Join(' ', r.Pixels)).Distinct().Count() > 85);
        Assert.All(rows, r => Assert.All(r.Pixels, p => Assert.InRange(p, 0f, 1f)));
    }

    [Fact]
    public void Mixtures_carry_both_labels_by_weight()
    {
        Row[] rows = Rows(new ArmSetting(Treatment.MixUp));
        var pairs = rows.GroupBy(r => string.Join(' ', r.Pixels)).Where(g => g.Count() == 2 && g.Select(r => r.Label).Distinct().Count() == 2)
            .ToArray();
        // A share near 1 leaves the image as it was, among its own duplicates; the others are pairs.
        Assert.True(pairs.Length > 20);
        // All rows were scaled to a mean weight of 1; a whole row says by how much.
        float whole = rows.Max(r => r.Weight);
        Assert.All(pairs, pair => Assert.Equal(whole, pair.Sum(r => r.Weight), 0.001));
        Assert.Equal(90, rows.Sum(r => r.Weight) / whole, 0.01);
    }

    [Fact]
    public void Mixtures_draw_a_label_where_rows_have_no_weight()
    {
        var ml = new MLContext(0);
        TrainingRows made = new RowMaker(Images, 30, takesWeights: false, 0).Make(new ArmSetting(Treatment.MixUp), null);
        Assert.Equal((90, false), (made.Count, made.IsWeighted));
        Assert.Null(made.View(ml, 0).Schema.GetColumnOrNull("Weight"));
    }

    [Fact]
    public void Smote_makes_points_between_a_row_and_a_near_one_of_its_class()
    {
        float[][] points = [[0, 0], [1, 0], [0, 1], [1, 1], [9, 9], [9, 8], [0.5f, 0.5f], [100, 100]];
        int[] own = [0, 1, 2, 3, 4, 5, 6];
        var draws = new DrawStream(1, "test");
        float[][] made = new Smote(points, own).Make([.. Enumerable.Repeat(0, 50)], ref draws);
        Assert.Equal(50, made.Select(p => string.Join(' ', p)).Distinct().Count());
        // The five nearest of the origin are all but one of the far pair: nothing reaches (9, 9) and the other class.
        Assert.All(made, p => Assert.InRange(p[0] + p[1], 0, 17.001f));
        var alone = new DrawStream(1, "test");
        Assert.Equal([100, 100], new Smote(points, [7]).Make([7], ref alone)[0]);
    }

    [Fact]
    public void What_one_treatment_draws_changes_no_other()
    {
        string[] Real(ArmSetting setting) => [.. Rows(setting).Where(r => !IsSynthetic(r)).Select(r => string.Join(' ', r.Pixels)).Order().Distinct()];
        Assert.Equal(Real(new ArmSetting(Treatment.None)), Real(new ArmSetting(Treatment.Oversampling)));
        Assert.Equal(Real(new ArmSetting(Treatment.None)), Real(new ArmSetting(Treatment.None) { Synthetic = new SyntheticUse(1) }));
    }

    [Fact]
    public void The_plan_counts_what_is_made()
    {
        var maker = new RowMaker(Images, 30, true, 0);
        foreach (ArmSetting setting in ComparisonArm.Standard.SelectMany(a => a.Settings))
        {
            TrainingRows made = maker.Make(setting, Synthetic());
            ClassRows[] plan = maker.Plan(setting);
            Assert.Equal((made.Real, made.Made, made.Synthetic), (plan.Sum(c => c.Real), plan.Sum(c => c.Made), plan.Sum(c => c.Synthetic)));
        }
    }

    private static Row[] Rows(ArmSetting setting) =>
        Rows(new RowMaker(Images, 30, true, seed: 0).Make(setting, setting.Synthetic is null ? null : Synthetic()));

    private static Row[] Rows(TrainingRows made)
    {
        var ml = new MLContext(0);
        IDataView view = made.View(ml, 0);
        Row[] rows = [.. ml.Data.CreateEnumerable<Row>(view, false, ignoreMissingColumns: true)];
        if (view.Schema.GetColumnOrNull("Weight") is null)
            foreach (Row row in rows) row.Weight = 1;
        return rows;
    }

    // Of one value, unlike any real image.
    private static float[][][] Synthetic() => [.. Classes.Select((_, c) => Enumerable.Range(0, 30).Select(_ =>
        Enumerable.Repeat(0.5f + c / 100f, 16).ToArray()).ToArray())];

    private static bool IsSynthetic(Row row) => row.Pixels.Distinct().Count() == 1;

    private static int[] Count(Row[] rows) => [.. Classes.Select(name => rows.Count(r => r.Label == name))];

    private sealed class Row
    {
        public float[] Pixels { get; set; } = [];

        public string Label { get; set; } = "";

        public float Weight { get; set; }
    }
}
