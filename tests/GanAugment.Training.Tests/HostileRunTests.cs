using System.Text.RegularExpressions;
using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using GanAugment.Training.Watch;

namespace GanAugment.Training.Tests;

/// <summary>Run folders that claim more than they hold.</summary>
public sealed class HostileRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly RunDirectory run;

    public HostileRunTests() => run = TrainingHost.Train(folder["run"]).Run;

    [Fact]
    public void A_plan_of_networks_that_its_weights_cannot_fill_is_refused_before_they_are_made()
    {
        Change(run.OptionsFile, "\"generatorChannels\": [^]]*]", "\"generatorChannels\": [100000, 100000, 100000, 100000]");
        Refused(() => BigGanTrainer.Resume(TrainingHost.Data, run.Root), "is described, but the file with its weights has");
    }

    [Fact]
    public void A_snapshot_of_a_network_that_its_weights_cannot_fill_is_refused_before_it_is_made()
    {
        Change(run.LatestFile, "\"generatorChannels\": [^]]*]", "\"generatorChannels\": [100000, 100000, 100000, 100000]");
        Refused(() => GeneratorSnapshot.Open(run.LatestFile), "is described, but the file with its weights has");
    }

    [Theory]
    [InlineData("\"network\": {", "\"network\": null, \"networks\": {")]
    [InlineData("\"classes\": \\[", "\"classes\": null, \"others\": [")]
    [InlineData("\"latentSize\": 8", "\"latentSize\": 2147483647")]
    [InlineData("\"batchNormEpsilon\": [^,]*", "\"batchNormEpsilon\": 1e999")]
    public void A_document_with_nothing_where_something_must_be_is_refused(string old, string changed)
    {
        Change(run.LatestFile, old, changed);
        Assert.Throws<GeneratorException>(() => GeneratorSnapshot.Open(run.LatestFile));
    }

    [Fact]
    public void Statistics_of_a_step_beyond_all_numbers_are_forgotten()
    {
        string before = File.ReadAllText(run.StatisticsFile);
        File.AppendAllText(run.StatisticsFile, "{\"step\":99999999999}\n{\"step\":1e30}\n");
        BigGanTrainer.Resume(TrainingHost.Data, run.Root);
        Assert.Equal(before, File.ReadAllText(run.StatisticsFile));
    }

    [Fact]
    public void An_event_that_claims_more_than_its_file_has_is_the_end_of_it()
    {
        byte[] frame = EventRecord.Frame(new byte[4]);
        BitConverter.TryWriteBytes(frame, 1L << 29);
        BitConverter.TryWriteBytes(frame.AsSpan(8), EventRecord.Checksum(frame.AsSpan(0, 8)));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Empty(EventRecord.Read(new MemoryStream(frame)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 16);
    }

    [Fact]
    public void The_least_size_of_a_network_is_below_its_true_one()
    {
        foreach (BigGanArchitecture family in Enum.GetValues<BigGanArchitecture>())
        {
            BigGanSpec spec = BigGanSpec.Standard(family, 32, 4, 4, 3, 5, 12) with { SharedEmbedding = 6, Hierarchical = true };
            using var generator = new BigGanGenerator(spec);
            long weights = generator.parameters().Sum(p => p.numel());
            Assert.InRange(NetworkSize.OfGenerator(spec), weights / 2, weights);
        }
    }

    public void Dispose() => folder.Dispose();

    private static void Refused(Func<object> open, string why)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(why, Assert.Throws<GeneratorException>(open).What);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
    }

    private static void Change(string file, string old, string changed)
    {
        string json = File.ReadAllText(file), other = Regex.Replace(json, old, changed);
        Assert.NotEqual(json, other);
        File.WriteAllText(file, other);
    }
}
