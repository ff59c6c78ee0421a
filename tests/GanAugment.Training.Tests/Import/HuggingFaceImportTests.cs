using GanAugment.Generation;
using GanAugment.Training.Import;
using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Import;

/// <summary>The Hugging Face BigGAN-deep gives its own images where its statistics are unambiguous, and the right ones elsewhere.</summary>
public sealed class HuggingFaceImportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("0.02")]
    [InlineData("0.4")]
    [InlineData("0.5")]
    [InlineData("1")]
    [InlineData("0.43")]
    [InlineData("0.425")]
    public void Images_at_a_truncation(string truncation)
    {
        using var scope = NewDisposeScope();
        float t = float.Parse(truncation, System.Globalization.CultureInfo.InvariantCulture);
        using var imported = new ImportedCase(ImportedCase.HuggingFace with { StandingTruncation = Truncation.Scaled(t) });
        AssertImages(imported, truncation);
    }

    [Fact]
    public void Interpolation_gives_the_nearer_set_the_larger_share()
    {
        using var scope = NewDisposeScope();
        using var imported = new ImportedCase(ImportedCase.HuggingFace);
        Tensor expected = ImportedCase.Reference("H1.final_bn"); // [rows, mean and variance, C]
        float[] truncations = TensorAssert.Values(ImportedCase.Reference("H1.final_bn truncations"));
        Assert.Contains(0.14f, truncations);
        for (int row = 0; row < truncations.Length; row++)
        {
            imported.Snapshot.Statistics!.Choose(imported.Generator, truncations[row]);
            TensorAssert.Close(expected[row][0], imported.Generator.Norm.Mean, 1e-6, $"mean at {truncations[row]}");
            TensorAssert.Close(expected[row][1], imported.Generator.Norm.Variance, 1e-6, $"variance at {truncations[row]}");
        }

        imported.Snapshot.Statistics!.Choose(imported.Generator, 0.425f);
        AssertImages(imported, "0.425");
        // The peer mixes the other way round.
        double difference = (ImportedCase.Reference("H1.t0.425 of the peer") - ImportedCase.Reference("H1.t0.425")).abs().max().item<float>();
        Assert.True(difference > 0.1);
    }

    [Theory]
    [InlineData(0.14, 7, 7, 0)]
    [InlineData(0.28, 14, 14, 0)]
    [InlineData(0.56, 28, 28, 0)]
    [InlineData(0.58, 29, 29, 0)]
    [InlineData(0.94, 47, 47, 0)]
    [InlineData(0.425, 21, 22, 0.25)]
    [InlineData(1, 50, 50, 0)]
    [InlineData(0, 0, 0, 0)]
    public void A_truncation_lies_between_two_sets_or_on_one(double truncation, int below, int above, double share)
    {
        Assert.Equal((below, above), (TruncationStatistics.Place(truncation, 51).Below, TruncationStatistics.Place(truncation, 51).Above));
        Assert.Equal(share, TruncationStatistics.Place(truncation, 51).Share, 1e-9);
        // A float is a rounded number, and still the same place.
        Assert.Equal((below, above), (TruncationStatistics.Place((float)truncation, 51).Below, TruncationStatistics.Place((float)truncation, 51).Above));
    }

    [Fact]
    public void A_folder_with_its_configuration_and_safetensors()
    {
        using var scope = NewDisposeScope();
        File.Copy(ImportedCase.Fixture("H1-config.json"), folder["config.json"]);
        new RewrittenCheckpoint(ImportedCase.Fixture("H1-pytorch_model.bin")).Save(folder["model.safetensors"]);
        using var imported = new ImportedCase(new ImportOptions { Source = folder.Path, StandingTruncation = Truncation.Scaled(0.5f) });
        AssertImages(imported, "0.5");
        Assert.Equal(CheckpointFormat.HuggingFace, imported.Plan.Format);
        Assert.Equal((51, 12), (imported.Plan.StatisticsSets, imported.Plan.Classes.Count));
    }

    [Fact]
    public void Weights_and_configuration_must_belong_together()
    {
        string json = File.ReadAllText(ImportedCase.Fixture("H1-config.json"));
        string Fails(string old, string changed)
        {
            Assert.Contains(old, json);
            File.WriteAllText(folder["config.json"], json.Replace(old, changed, StringComparison.Ordinal));
            return Assert.Throws<GeneratorException>(() =>
                CheckpointImporter.Plan(ImportedCase.HuggingFace with { Configuration = folder["config.json"] })).Message;
        }

        Assert.Contains("'embeddings.weight' to be [16, 13]", Fails("\"num_classes\": 12", "\"num_classes\": 13"));
        Assert.Contains("images of 256 pixels", Fails("\"output_dim\": 128", "\"output_dim\": 256"));
        Assert.Contains("attention in front of layer 7", Fails("\"attention_layer_position\": 8", "\"attention_layer_position\": 7"));
        Assert.Contains("is missing", Fails("\"attention_layer_position\": 8", "\"attention_layer_position\": 6"));
        Assert.Contains("1 sets of statistics", Fails("\"n_stats\": 51", "\"n_stats\": 1"));
        Assert.Contains("cannot be read", Fails("\"n_stats\": 51", "\"n_stats\": \"many\""));
        Assert.Contains("config.json", Assert.Throws<GeneratorException>(
            () => CheckpointImporter.Plan(new ImportOptions { Source = ImportedCase.Fixture("H1-pytorch_model.bin") })).Message);
    }

    [Fact]
    public void A_threshold_has_no_statistics()
    {
        var options = ImportedCase.HuggingFace with { StandingTruncation = Truncation.Threshold(0.5f) };
        Assert.Contains("scaled truncation", Assert.Throws<OptionException>(() => CheckpointImporter.Plan(options)).Remedy);
        Assert.Contains("one set", Assert.Throws<OptionException>(
            () => CheckpointImporter.Plan(ImportedCase.Cifar with { StandingTruncation = Truncation.Scaled(0.5f) })).Remedy);
    }

    [Theory]
    [InlineData(128, 50.4)]
    [InlineData(256, 55.9)]
    [InlineData(512, 56.2)]
    public void The_published_models_are_understood_from_their_configuration_alone(int resolution, double millions)
    {
        (bool, int, int)[] layers =
        [
            (false, 16, 16), (true, 16, 16), (false, 16, 16), (true, 16, 8), (false, 8, 8), .. resolution > 128 ? [(true, 8, 8), (false, 8, 8)] : ((bool, int,
                int)[])[],
            (true, 8, 4), (false, 4, 4), (true, 4, 2), (false, 2, 2), (true, 2, 1), .. resolution > 256 ? [(false, 1, 1), (true, 1, 1)] : ((bool, int,
                int)[])[],
        ];
        string json = $$"""
            {"output_dim": {{resolution}}, "z_dim": 128, "class_embed_dim": 128, "channel_width": 128, "num_classes": 1000, "attention_layer_position": 8,
             "eps": 1e-4, "n_stats": 51, "layers": [{{string.Join(", ", layers.Select(l => $"[{(l.Item1 ? "true" : "false")}, {l.Item2}, {l.Item3}]"))}}]}
            """;
        long before = GC.GetAllocatedBytesForCurrentThread();
        HuggingFaceConfig config = HuggingFaceConfig.Parse(json, "config.json");
        BigGanSpec spec = config.ToSpec().Validated();
        Assert.Equal((resolution, 64, 128, 1000), (spec.Resolution, spec.GeneratorAttention, spec.LatentSize, spec.Classes));
        HuggingFaceTensor[] tensors = [.. HuggingFaceTensor.Of(config)];
        // The published count has all maps of the output convolution.
        long theirs = tensors.Where(t => t.Layout != HuggingFaceLayout.Statistics).Sum(t => t.Needs(true).First().Shape.Aggregate(1L, (p, s) => p * s));
        Assert.Equal(millions, Math.Round(theirs / 1e6, 1));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        if (resolution == 128) Assert.Equal(tensors, HuggingFaceTensor.Of(HuggingFaceConfig.Parse("{}", "config.json")), new SameTensor());
    }

    public void Dispose() => folder.Dispose();

    private static void AssertImages(ImportedCase imported, string truncation)
    {
        Tensor z = ImportedCase.Reference($"H1.z_t{truncation}"), y = ImportedCase.Reference("H1.one_hot").narrow(0, 0, z.shape[0]);
        Tensor images = imported.Generator.call(z, y);
        TensorAssert.Close(ImportedCase.Reference($"H1.t{truncation}"), images[.., .., TensorIndex.Slice(null, null, 4), TensorIndex.Slice(null, null, 4)]);
    }

    private sealed class SameTensor : IEqualityComparer<HuggingFaceTensor>
    {
        public bool Equals(HuggingFaceTensor? x, HuggingFaceTensor? y) => x!.Name == y!.Name && x.Key == y.Key && x.Shape.SequenceEqual(y.Shape);

        public int GetHashCode(HuggingFaceTensor tensor) => tensor.Name.GetHashCode(StringComparison.Ordinal);
    }
}
