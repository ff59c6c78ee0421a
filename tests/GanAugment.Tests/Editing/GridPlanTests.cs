using GanAugment.Data;
using GanAugment.Editing;
using GanAugment.Generation;
using GanAugment.Reporting;
using GanAugment.Tests.Generation;

namespace GanAugment.Tests.Editing;

public class GridPlanTests
{
    private static readonly GeneratorManifest Manifest = new LinearGenerator().Manifest;

    [Fact]
    public void A_grid_of_classes_shows_what_sampling_gives()
    {
        using var generator = new LinearGenerator();
        GridPlan plan = GridPlan.OfClasses(Manifest, [2, 0], [7, 3], Truncation.Threshold(0.5f));
        Assert.Equal(["seed 7", "seed 3"], plan.Columns);
        Assert.Equal(["class 2", "class 0"], plan.Rows.Select(row => row.Caption));
        IReadOnlyList<byte[]> drawn = plan.Draw(generator);
        foreach (var (seed, column) in new[] { (7L, 0), (3L, 1) })
        {
            var sampled = new float[16];
            new ConditionalSampler(generator, seed, Truncation.Threshold(0.5f)).Sample(2, 0, 1, sampled);
            Assert.Equal(Bytes(sampled), drawn[0][(column * 16)..((column + 1) * 16)]);
        }
    }

    [Fact]
    public void A_grid_of_latents_has_one_z_down_a_column()
    {
        GridPlan plan = GridPlan.OfLatents(Manifest, [0, 1, 2], [0, 1]);
        Assert.All(plan.Rows, row => Assert.Equal(Z(plan.Rows[0].Cells[1]), Z(row.Cells[1])));
        Assert.Equal([0, 1, 0], Y(plan.Rows[1].Cells[0]));
        Assert.NotEqual(Z(plan.Rows[0].Cells[0]), Z(plan.Rows[0].Cells[1]));
    }

    [Fact]
    public void A_sweep_of_truncations_keeps_the_random_numbers_and_says_which_distribution_a_column_has()
    {
        Truncation[] sweep = [Truncation.Threshold(0.5f), Truncation.Scaled(0.5f), Truncation.None];
        GridPlan plan = GridPlan.OfTruncations(Manifest, [0, 1], [0, 4], sweep);
        Assert.Equal(["threshold 0.5", "scaled 0.5", "no truncation"], plan.Columns);
        Assert.Equal(["class 0\nseed 0", "class 0\nseed 4", "class 1\nseed 0", "class 1\nseed 4"], plan.Rows.Select(row => row.Caption));
        Assert.Equal([false, false, true, false], plan.Rows.Select(row => row.Apart));
        foreach (GridRow row in plan.Rows)
            for (int i = 0; i < Manifest.LatentSize; i++)
            {
                float threshold = Z(row.Cells[0])[i], scaled = Z(row.Cells[1])[i], whole = Z(row.Cells[2])[i];
                Assert.InRange(Math.Abs(threshold), 0, 0.5f);
                Assert.InRange(Math.Abs(scaled), 0, 1);
                // Monotonic in the same uniform number, so the sign is one.
                Assert.Equal((Math.Sign(whole), Math.Sign(whole)), (Math.Sign(threshold), Math.Sign(scaled)));
            }
    }

    [Fact]
    public void Between_latents_the_class_stays_and_rows_join_end_to_end()
    {
        GridPlan plan = GridPlan.BetweenLatents(Manifest, [1], [3, 5, 8], 4, LatentPath.Linear);
        Assert.Equal(["class 1\nseed 3 → 5", "class 1\nseed 5 → 8"], plan.Rows.Select(row => row.Caption));
        Assert.Equal(["t = 0", "t = 0.33", "t = 0.67", "t = 1"], plan.Columns);
        Assert.Equal(Latent(3, 1), Z(plan.Rows[0].Cells[0]));
        Assert.Equal(Latent(5, 1), Z(plan.Rows[0].Cells[3]));
        Assert.Equal(Latent(5, 1), Z(plan.Rows[1].Cells[0]));
        Assert.All(plan.Rows.SelectMany(row => row.Cells), cell => Assert.Equal([0, 1, 0], Y(cell)));
        Assert.Equal((2 * Latent(3, 1)[0] + Latent(5, 1)[0]) / 3, Z(plan.Rows[0].Cells[1])[0], 1e-6f);
    }

    [Fact]
    public void Between_classes_z_stays()
    {
        GridPlan plan = GridPlan.BetweenClasses(Manifest, [0, 2, 1], [6], 3);
        Assert.Equal(["class 0 → class 2\nseed 6", "class 2 → class 1\nseed 6"], plan.Rows.Select(row => row.Caption));
        Assert.All(plan.Rows[0].Cells, cell => Assert.Equal(Latent(6, 0), Z(cell)));
        Assert.Equal([0.5f, 0, 0.5f], Y(plan.Rows[0].Cells[1]));
        Assert.Equal([0, 0.5f, 0.5f], Y(plan.Rows[1].Cells[1]));
    }

    [Fact]
    public void Between_images_both_change_and_the_ends_are_samples()
    {
        GridRow row = Assert.Single(GridPlan.BetweenImages(Manifest, [0, 2], [1, 9], 3).Rows);
        Assert.Equal("class 0 → class 2\nseed 1 → 9", row.Caption);
        Assert.Equal(Latent(1, 0), Z(row.Cells[0]));
        Assert.Equal(Latent(9, 2), Z(row.Cells[2]));
        Assert.Equal([0.5f, 0, 0.5f], Y(row.Cells[1]));
    }

    [Fact]
    public void Along_a_direction_the_middle_is_the_image_itself()
    {
        LatentDirections directions = LatentDirections.Of([new LatentLayer("first layer", 1, 2, [new float[] { 0, 1 }])]);
        GridPlan plan = GridPlan.AlongDirections(Manifest, directions, [0, 1], [2], [4], 5, reach: 2);
        Assert.Equal(["−2", "−1", "0", "+1", "+2"], plan.Columns);
        // Whole numbers where they should be: seven columns to ±3 once gave 0.9999999999999998.
        Assert.Equal([-3.0, -2, -1, 0, 1, 2, 3], GridPlan.AlongDirections(Manifest, directions, [0], [0], [0], 7).Positions!);
        Assert.Equal(["0 · first layer #1\nclass 2, seed 4", "1 · first layer #2\nclass 2, seed 4"], plan.Rows.Select(row => row.Caption));
        float[] middle = Z(plan.Rows[0].Cells[2]), end = Z(plan.Rows[0].Cells[4]);
        Assert.Equal(Latent(4, 2), middle);
        Assert.Equal([0, 0, 2, 0, 0], end.Zip(middle, (a, b) => MathF.Round(a - b, 5)));
    }

    [Fact]
    public void What_makes_no_grid_is_refused_with_numbers()
    {
        Assert.Contains("2 seeds", Assert.Throws<OptionException>(() => GridPlan.BetweenLatents(Manifest, [0], [1], 4)).Message);
        Assert.Contains("2 classes", Assert.Throws<OptionException>(() => GridPlan.BetweenClasses(Manifest, [0], [1], 4)).Message);
        Assert.Contains("2 columns", Assert.Throws<OptionException>(() => GridPlan.BetweenClasses(Manifest, [0, 1], [1], 1)).Message);
        Assert.Contains("1 seed,", Assert.Throws<OptionException>(() => GridPlan.OfClasses(Manifest, [0], [])).Message);
        LatentDirections none = LatentDirections.Of([new LatentLayer("a", 0, 2, [new float[] { 0, 1 }])]);
        Assert.Contains("0 to 1", Assert.Throws<OptionException>(() => GridPlan.AlongDirections(Manifest, none, [2], [0], [0], 3)).Message);
        Assert.Contains("reach", Assert.Throws<OptionException>(() => GridPlan.AlongDirections(Manifest, none, [0], [0], [0], 3, reach: 0)).Message);
    }

    [Fact]
    public void Images_are_drawn_in_batches_of_one_size_and_progress_is_heard()
    {
        using var generator = new LinearGenerator();
        var heard = new Heard();
        GridPlan.OfClasses(Manifest, [0, 1, 2], [0, 1, 2, 3, 4, 5, 6]).Draw(generator, heard);
        Assert.Equal([16, 16], generator.Batches);
        Assert.Equal([16, 21], heard.Values);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => GridPlan.OfClasses(Manifest, [0], [0]).Draw(generator, null, cancelled.Token));
    }

    [Fact]
    public void The_same_plan_gives_the_same_sheet()
    {
        using var generator = new LinearGenerator();
        byte[] Sheet(long seed) => GridPlan.OfClasses(Manifest, [0, 1], [seed, 1]).ToSheet(generator, new SheetPage { Header = ["title"] }).ToPng();
        Assert.Equal(Sheet(0), Sheet(0));
        Assert.NotEqual(Sheet(0), Sheet(2));
    }

    [Fact]
    public void Small_images_are_enlarged_by_a_whole_number_to_64_pixels()
    {
        Assert.Equal([3, 2, 1, 1], new[] { 28, 32, 64, 128 }.Select(side => new SheetPage().ScaleOf(new ImageShape(1, side, side))));
        Assert.Equal(5, new SheetPage { Scale = 5 }.ScaleOf(new ImageShape(1, 28, 28)));
        Assert.Throws<OptionException>(() => new SheetPage { Scale = 0 }.ScaleOf(new ImageShape(1, 28, 28)));
    }

    private static float[] Latent(long seed, int label)
    {
        var z = new float[Manifest.LatentSize];
        new LatentStream(seed).Fill(label, 0, z);
        return z;
    }

    private static float[] Z(GridCell cell) => cell.Z.ToArray();

    private static float[] Y(GridCell cell) => cell.Y.ToArray();

    private static byte[] Bytes(float[] image)
    {
        var bytes = new byte[image.Length];
        PixelRange.ToBytes(image, bytes);
        return bytes;
    }

    private sealed class Heard : IProgress<int>
    {
        public List<int> Values { get; } = [];

        public void Report(int value) => Values.Add(value);
    }
}
