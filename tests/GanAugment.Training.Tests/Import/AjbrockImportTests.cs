using System.Text;
using GanAugment.Training.Import;
using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using GanAugment.Training.Tests.Export;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Import;

/// <summary>Checkpoints that ajbrock/BigGAN-PyTorch wrote give its images.</summary>
public sealed class AjbrockImportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_legacy_file_of_a_generator_with_class_tables()
    {
        using var scope = NewDisposeScope();
        using var imported = new ImportedCase(ImportedCase.Cifar);
        Assert.Equal(PeerCase.TablesSpec with { GeneratorChannels = [], DiscriminatorChannels = [] },
            imported.Plan.Network with { GeneratorChannels = [], DiscriminatorChannels = [] });
        Assert.Equal(PeerCase.TablesSpec.GeneratorChannels, imported.Plan.Network.GeneratorChannels);
        Assert.Equal(PeerCase.TablesSpec.DiscriminatorChannels, imported.Plan.Network.DiscriminatorChannels);
        Tensor images = imported.Generator.call(PeerCase.Tables["z"], PeerCase.Tables.OneHot("y"));
        TensorAssert.Close(PeerCase.Tables["G_eval"], images.narrow(0, 0, 2));
        Assert.Equal(["class 0", "class 9"], [imported.Snapshot.Description.Data.Classes[0], imported.Snapshot.Description.Data.Classes[9]]);
    }

    [Fact]
    public void A_zip_file_of_a_hierarchical_generator_with_attention()
    {
        using var scope = NewDisposeScope();
        using var imported = new ImportedCase(ImportedCase.Hierarchical);
        BigGanSpec spec = imported.Plan.Network;
        Assert.Equal((80, 32, true, 16), (spec.LatentSize, spec.SharedEmbedding, spec.Hierarchical, spec.GeneratorAttention));
        Assert.Equal((1e-6, 1e-5, 1e-5), (spec.SpectralNormEpsilon, spec.BatchNormEpsilon, spec.OutputNormEpsilon));
        PeerCase peer = PeerCase.Hierarchical;
        TensorAssert.Close(peer["G_eval"], imported.Generator.call(peer["z"], peer.OneHot("y")).narrow(0, 0, 2));
        Tensor mixture = peer.OneHot("ya") * 0.3 + peer.OneHot("yb") * 0.7;
        TensorAssert.Close(ImportedCase.Reference("A2.G_interp"), imported.Generator.call(peer["z"], mixture).narrow(0, 0, 2));
        Assert.Equal(new ImportOrigin(CheckpointFormat.Ajbrock, "A2-G.zip.pth", null), imported.Snapshot.Description.Imported);
    }

    [Fact]
    public void An_average_saved_on_a_GPU()
    {
        using var scope = NewDisposeScope();
        byte[] file = File.ReadAllBytes(ImportedCase.Fixture("A2-G_ema.pth"));
        file = Replaced(file, "ctorch\nFloatStorage\n", "ctorch.cuda\nFloatStorage\n");
        file = Replaced(file, "X\u0003\0\0\0cpu", "X\u0006\0\0\0cuda:0");
        File.WriteAllBytes(folder["G_ema_best0.pth"], file);
        using var imported = new ImportedCase(ImportedCase.Hierarchical with { Source = folder["G_ema_best0.pth"] });
        PeerCase peer = PeerCase.Hierarchical;
        TensorAssert.Close(ImportedCase.Reference("A2.G_ema_eval"), imported.Generator.call(peer["z"], peer.OneHot("y")).narrow(0, 0, 2));
        Assert.True(imported.Snapshot.Description.Imported!.Average);
    }

    [Fact]
    public void A_folder_gives_its_average_and_its_discriminator()
    {
        using var scope = NewDisposeScope();
        File.Copy(ImportedCase.Fixture("A2-G_ema.pth"), folder["G_ema.pth"]);
        File.Copy(ImportedCase.Fixture("A2-D.pth"), folder["D.pth"]);
        File.Copy(ImportedCase.Fixture("A1-G.pth"), folder["G.pth"]);
        using var imported = new ImportedCase(ImportedCase.Hierarchical with { Source = folder.Path });
        PeerCase peer = PeerCase.Hierarchical;
        TensorAssert.Close(peer["D_x_eval"], imported.Discriminator().call(peer["x"], peer.OneHot("xy")));
        TensorAssert.Close(ImportedCase.Reference("A2.G_ema_eval"), imported.Generator.call(peer["z"], peer.OneHot("y")).narrow(0, 0, 2));
        Assert.NotNull(imported.Plan.DiscriminatorParameters);
    }

    [Fact]
    public void What_shapes_cannot_tell_is_asked_for_in_one_error()
    {
        var e = Assert.Throws<OptionException>(() => CheckpointImporter.Plan(new ImportOptions { Source = ImportedCase.Fixture("A1-G.pth") }));
        Assert.Contains("(BN_eps)", e.What);
        Assert.Contains("(SN_eps)", e.What);
        Assert.Contains("BatchNormEpsilon, 1e-5", e.Remedy);
        Assert.Contains("SpectralNormEpsilon, 1e-6", e.Remedy);
        Assert.Contains("not 64×64", Assert.Throws<OptionException>(() => CheckpointImporter.Plan(ImportedCase.Cifar with { Resolution = 64 })).Message);
    }

    [Fact]
    public void Statistics_of_its_own_batch_norm_are_divided_where_they_are_sums()
    {
        RewrittenCheckpoint sums = Own(counter: 4);
        string file = sums.Save(folder["G.safetensors"]);
        var e = Assert.Throws<OptionException>(() => CheckpointImporter.Plan(ImportedCase.Hierarchical with { Source = file }));
        Assert.Contains("4 batches", e.What);
        Assert.Contains("AccumulatedStatistics", e.Remedy);
        AssertSameImages(ImportedCase.Hierarchical with { Source = file, AccumulatedStatistics = true });
        // Trained on after they were taken: averages again, the counter a leftover.
        foreach (string name in sums.Keys.Where(IsStatistic)) sums[name] = ([.. sums[name].Values.Select(v => v / 4)], sums[name].Shape);
        AssertSameImages(ImportedCase.Hierarchical with { Source = sums.Save(folder["G2.safetensors"]), AccumulatedStatistics = false });
        AssertSameImages(ImportedCase.Hierarchical with { Source = Own(counter: 0).Save(folder["G3.safetensors"]) });
    }

    [Fact]
    public void Statistics_of_synchronised_batch_norm()
    {
        RewrittenCheckpoint rewritten = A2().Renamed(name => name.Replace("stored_mean", "bn.running_mean").Replace("stored_var", "bn.running_var"));
        rewritten.Add("blocks.0.0.bn1.bn.num_batches_tracked", ([7], []));
        AssertSameImages(ImportedCase.Hierarchical with { Source = rewritten.Save(folder["G.safetensors"]) });
    }

    [Fact]
    public void More_singular_values_or_none_on_record_make_no_difference()
    {
        RewrittenCheckpoint more = A2(), fewer = A2();
        foreach (string name in more.Keys.Where(n => n.EndsWith(".u0", StringComparison.Ordinal)).ToArray())
        {
            more.Add(name[..^1] + "1", more[name]);
            more.Add(name[..^2] + "sv1", ([1], [1]));
            fewer.Remove(name[..^2] + "sv0");
        }

        AssertSameImages(ImportedCase.Hierarchical with { Source = more.Renamed(n => "module." + n).Save(folder["more.safetensors"]) });
        fewer["blocks.1.1.gamma"] = (fewer["blocks.1.1.gamma"].Values, [1]);
        AssertSameImages(ImportedCase.Hierarchical with { Source = fewer.Save(folder["fewer.safetensors"]) });
    }

    [Fact]
    public void Files_that_are_no_generator_say_what_they_are()
    {
        Assert.Contains("is a discriminator", Fails(ImportedCase.Hierarchical with { Source = ImportedCase.Fixture("A2-D.pth") }));
        Assert.Contains("no BigGAN discriminator", Fails(ImportedCase.Hierarchical with { Discriminator = ImportedCase.Fixture("A1-G.pth") }));
        Assert.Contains("no BigGAN generator", Fails(ImportedCase.Hierarchical with { Source = ImportedCase.Fixture("E.safetensors") }));
        Assert.Contains("has no G_ema.pth", Fails(ImportedCase.Hierarchical with { Source = folder.Path }));
        RewrittenCheckpoint strange = A2();
        strange.Add("blocks.0.2.conv1.weight", strange["blocks.0.0.conv1.weight"]);
        Assert.Contains("'blocks.0.2.conv1.weight'", Fails(ImportedCase.Hierarchical with { Source = strange.Save(folder["s.safetensors"]) }));
        RewrittenCheckpoint incomplete = A2();
        incomplete.Remove("blocks.2.0.conv2.bias");
        Assert.Contains("'blocks.2.conv2.bias' is missing", Fails(ImportedCase.Hierarchical with { Source = incomplete.Save(folder["i.safetensors"]) }));
        RewrittenCheckpoint unconditional = A2();
        unconditional.Remove("shared.weight");
        Assert.Contains("'shared.weight'", Fails(ImportedCase.Hierarchical with { Source = unconditional.Save(folder["u.safetensors"]) }));
        RewrittenCheckpoint normless = A2();
        foreach (string name in normless.Keys.Where(IsStatistic).ToArray()) normless.Remove(name);
        Assert.Contains("norm_style", Fails(ImportedCase.Hierarchical with { Source = normless.Save(folder["n.safetensors"]) }));
    }

    [Fact]
    public void Attention_at_two_sizes_is_refused()
    {
        RewrittenCheckpoint twice = A2();
        foreach (string name in twice.Keys.Where(n => n.StartsWith("blocks.1.1.", StringComparison.Ordinal)).ToArray())
            twice.Add("blocks.0.1." + name[11..], twice[name]);
        Assert.Contains("blocks 0, 1", Fails(ImportedCase.Hierarchical with { Source = twice.Save(folder["t.safetensors"]) }));
    }

    [Theory]
    [InlineData(false, true, 64)]
    [InlineData(false, false, 32)]
    [InlineData(true, true, 64)]
    [InlineData(true, true, 32)]
    public void Every_family_goes_out_under_its_names_and_comes_back(bool deep, bool wide, int resolution)
    {
        using var scope = NewDisposeScope();
        BigGanSpec spec = BigGanSpec.Standard(deep ? BigGanArchitecture.BigGanDeep : BigGanArchitecture.BigGan, resolution, 4, 4, 3, 3, 12) with
        {
            SharedEmbedding = 5, Hierarchical = true, LatentSize = deep ? 7 : 5 * (resolution == 64 ? 5 : 4), WideDiscriminator = wide, GeneratorDepth = deep
                ? 3 : 2,
            GeneratorAttention = 16, DiscriminatorAttention = resolution == 64 ? 8 : 16,
        };
        using var tiny = new TinyGenerator(spec, resolution, resolution);
        var discriminator = new BigGanDiscriminator(spec);
        TinyGenerator.Fill(discriminator);
        string g = new RewrittenCheckpoint(NetworkFilling.Tensors(tiny.Network)).Renamed(ReferenceNames.OfGenerator).Save(folder["G.safetensors"]);
        string d = new RewrittenCheckpoint(NetworkFilling.Tensors(discriminator))
            .Renamed(name => ReferenceNames.OfDiscriminator(name, deep ? spec.DiscriminatorDepth : 1)).Save(folder["D.safetensors"]);

        using var imported = new ImportedCase(new ImportOptions { Source = g, Discriminator = d, BatchNormEpsilon = 1e-5, SpectralNormEpsilon = 1e-6 });
        Assert.Equal(TrainingJson.Write(spec), TrainingJson.Write(imported.Plan.Network));
        Tensor z = rand(2, spec.LatentSize), y = rand(2, 3);
        TensorAssert.Same(tiny.Network.call(z, y), imported.Generator.call(z, y));
        discriminator.eval();
        Tensor x = rand(2, 3, resolution, resolution);
        TensorAssert.Same(discriminator.call(x, y), imported.Discriminator().call(x, y));
    }

    [Fact]
    public void A_deep_generator_whose_widths_follow_no_table_needs_its_resolution()
    {
        BigGanSpec spec = BigGanSpec.Standard(BigGanArchitecture.BigGanDeep, 64, 4, 4, 3, 3, 12) with
        {
            SharedEmbedding = 5, Hierarchical = true, GeneratorChannels = [16, 16, 16, 16, 8],
        };
        using var tiny = new TinyGenerator(spec, 64, 64);
        string file = new RewrittenCheckpoint(NetworkFilling.Tensors(tiny.Network)).Renamed(ReferenceNames.OfGenerator).Save(folder["G.safetensors"]);
        var e = Assert.Throws<OptionException>(() => CheckpointImporter.Plan(new ImportOptions { Source = file, SpectralNormEpsilon = 1e-6 }));
        Assert.Contains("(resolution)", e.What);
        Assert.Contains("(BN_eps)", e.What);
        ImportOptions given = new() { Source = file, SpectralNormEpsilon = 1e-6, BatchNormEpsilon = 1e-5, Resolution = 64 };
        Assert.Equal(spec.GeneratorChannels, CheckpointImporter.Plan(given).Network.GeneratorChannels);
        Assert.Equal(2, CheckpointImporter.Plan(given).Network.GeneratorDepth);
        Assert.Contains("cannot have 8 blocks", Fails(given with { Resolution = 128 }));
    }

    [Fact]
    public void A_discriminator_of_256_keeps_the_shortcut_of_its_block_of_equal_widths()
    {
        using var scope = NewDisposeScope();
        BigGanSpec spec = BigGanSpec.Standard(BigGanArchitecture.BigGan, 256, 1, 1, 3, 2, 14);
        var discriminator = new BigGanDiscriminator(spec);
        RewrittenCheckpoint theirs = new RewrittenCheckpoint(NetworkFilling.Tensors(discriminator)).Renamed(n => ReferenceNames.OfDiscriminator(n, 1));
        Assert.Equal([8, 8, 1, 1], theirs["blocks.4.0.conv_sc.weight"].Shape);
        Assert.DoesNotContain("blocks.6.0.conv_sc.weight", theirs.Keys);
        using TensorTable table = CheckpointFile.Open(theirs.Save(folder["D.safetensors"]));
        var missing = new MissingFlags();
        BigGanSpec read = DiscriminatorInference.Infer(spec with { DiscriminatorChannels = [1] }, new AjbrockWeights(table), 1,
            new ImportOptions { Source = "D", SpectralNormEpsilon = 1e-6 }, missing);
        Assert.Equal((spec.DiscriminatorDownsamplings, 7), (read.DiscriminatorDownsamplings, read.DiscriminatorChannels.Count));
    }

    [Fact]
    public void Class_names_must_be_as_many_as_classes()
    {
        Assert.Contains("2 class names for 10 classes",
            Assert.Throws<OptionException>(() => CheckpointImporter.Plan(ImportedCase.Cifar with { ClassNames = ["a", "b"] })).Message);
        string[] names = [.. "abcdefghij".Select(c => c.ToString())];
        Assert.Equal(names, CheckpointImporter.Plan(ImportedCase.Cifar with { ClassNames = names }).Classes);
    }

    [Fact]
    public void Progress_ends_at_the_total_and_cancelling_writes_nothing()
    {
        List<ImportProgress> seen = [];
        CheckpointImporter.Import(ImportedCase.Cifar, folder["out"], new Recorded(seen.Add));
        Assert.Equal(seen[^1].Total, seen[^1].Read);
        Assert.Throws<OperationCanceledException>(() => CheckpointImporter.Import(ImportedCase.Cifar, folder["none"], null, new CancellationToken(true)));
        Assert.False(Directory.Exists(folder["none"]));
    }

    [Fact]
    public void Weights_of_this_program_without_their_description()
    {
        using var tiny = new TinyGenerator(TinyGenerator.Gray with { GeneratorAttention = 8 });
        string weights = Path.Combine(tiny.Folder, SnapshotDescription.Read(tiny.Snapshot).File);
        using var imported = new ImportedCase(new ImportOptions { Source = weights, BatchNormEpsilon = 1e-5, SpectralNormEpsilon = 1e-6 });
        using var scope = NewDisposeScope();
        Tensor z = rand(2, 16), y = rand(2, 3);
        TensorAssert.Same(tiny.Network.call(z, y), imported.Generator.call(z, y));
    }

    public void Dispose() => folder.Dispose();

    private static RewrittenCheckpoint A2() => new(ImportedCase.Fixture("A2-G.zip.pth"));

    private static bool IsStatistic(string name) => name.EndsWith("stored_mean", StringComparison.Ordinal) || name.EndsWith("stored_var",
        StringComparison.Ordinal);

    // As --mybn saves them.
    private static RewrittenCheckpoint Own(int counter)
    {
        RewrittenCheckpoint own = A2();
        foreach (string name in own.Keys.Where(IsStatistic).ToArray())
        {
            own[name] = ([.. own[name].Values.Select(v => v * Math.Max(1, counter))], own[name].Shape);
            own[name[..name.LastIndexOf('.')] + ".accumulation_counter"] = ([counter], [1]);
        }

        return own.Renamed(n => IsStatistic(n) || n.EndsWith("counter", StringComparison.Ordinal) ? n.Insert(n.LastIndexOf('.'), ".bn") : n);
    }

    private static void AssertSameImages(ImportOptions options)
    {
        using var scope = NewDisposeScope();
        using var imported = new ImportedCase(options);
        PeerCase peer = PeerCase.Hierarchical;
        TensorAssert.Close(peer["G_eval"], imported.Generator.call(peer["z"], peer.OneHot("y")).narrow(0, 0, 2));
    }

    private string Fails(ImportOptions options) => Assert.Throws<GeneratorException>(() => CheckpointImporter.Import(options, folder["failed"])).Message;

    private static byte[] Replaced(byte[] bytes, string old, string changed)
    {
        string text = Encoding.Latin1.GetString(bytes);
        Assert.Contains(old, text);
        return Encoding.Latin1.GetBytes(text.Replace(old, changed, StringComparison.Ordinal));
    }

    private sealed class Recorded(Action<ImportProgress> seen) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => seen(value);
    }
}
