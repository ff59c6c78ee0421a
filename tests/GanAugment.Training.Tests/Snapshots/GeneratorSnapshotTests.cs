using GanAugment.Training.Snapshots;

namespace GanAugment.Training.Tests.Snapshots;

public class GeneratorSnapshotTests
{
    private static RunDirectory Run(TemporaryFolder folder) => BigGanTrainer.Train(Shapes.Make([4, 4]),
        new TrainingOptions { Steps = 1, BatchSize = 4, BaseChannels = 1, LatentSize = 4, SharedEmbedding = 2, StandingBatches = 1, ProbeSteps = 1,
            Device = "cpu" }, folder["run"]).Run;

    private static string Weights(RunDirectory run) => Path.Combine(Path.GetDirectoryName(run.BestFile)!, SnapshotDescription.Read(run.BestFile).File);

    [Fact]
    public void One_changed_byte_is_noticed()
    {
        using var folder = new TemporaryFolder();
        RunDirectory run = Run(folder);
        byte[] bytes = File.ReadAllBytes(Weights(run));
        bytes[^1] ^= 1;
        File.WriteAllBytes(Weights(run), bytes);
        Assert.Contains("checksum", Assert.Throws<GeneratorException>(() => GeneratorSnapshot.Open(folder["run"])).Message);
    }

    [Fact]
    public void Missing_weights_are_an_error()
    {
        using var folder = new TemporaryFolder();
        RunDirectory run = Run(folder);
        File.Delete(Weights(run));
        Assert.Contains("missing or damaged", Assert.Throws<GeneratorException>(() => GeneratorSnapshot.Open(folder["run"])).Message);
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "version 2")]
    [InlineData("\"step\"", "\"stepp\"", "stepp")]
    [InlineData("\"latentSize\": 4", "\"latentSize\": 8", "linear")]
    [InlineData("\"latentSize\": 4", "\"latentSize\": 5", "no network")]
    [InlineData("{", "", "cannot be read")]
    [InlineData("\"file\": \"", "\"file\": \"\\u0000", "no file has a NUL in its name")]
    public void A_description_that_does_not_fit_is_an_error(string old, string changed, string expected)
    {
        using var folder = new TemporaryFolder();
        RunDirectory run = Run(folder);
        string json = File.ReadAllText(run.BestFile);
        int at = json.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0);
        File.WriteAllText(run.BestFile, json[..at] + changed + json[(at + old.Length)..]);
        Assert.Contains(expected, Assert.Throws<GeneratorException>(() => GeneratorSnapshot.Open(run.BestFile)).Message);
    }

    [Fact]
    public void A_run_without_snapshots_says_so()
    {
        using var folder = new TemporaryFolder();
        RunDirectory run = Run(folder);
        File.Delete(run.BestFile);
        File.Delete(run.LatestFile);
        Assert.Contains("no generator yet", Assert.Throws<GeneratorException>(() => GeneratorSnapshot.Open(folder["run"])).Message);
    }
}
