using System.Runtime.InteropServices;
using System.Text;
using GanAugment.Generation;
using GanAugment.Training.Export;
using GanAugment.Training.Import;
using GanAugment.Training.Networks;
using GanAugment.Training.Tests.Import;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Export;

/// <summary>State dicts that PyTorch loads and runs to the same images.</summary>
public sealed class StateDictExporterTests : IDisposable
{
    private static readonly BigGanSpec Plain = BigGanSpec.Standard(BigGanArchitecture.BigGan, 32, 2, 2, 3, 3, 12) with
    {
        SharedEmbedding = 5, Hierarchical = true, GeneratorAttention = 16,
    };

    private static readonly BigGanSpec Deep = BigGanSpec.Standard(BigGanArchitecture.BigGanDeep, 64, 4, 4, 3, 3, 7) with
    {
        SharedEmbedding = 5, Hierarchical = true, GeneratorAttention = 32, BatchNormEpsilon = 1e-4, OutputNormEpsilon = 1e-3,
    };

    private readonly TemporaryFolder folder = new();

    [TorchFact]
    public void PyTorch_runs_a_plain_generator() => AssertPyTorchAgrees(Plain, StateDictFormat.PyTorch);

    [TorchFact]
    public void PyTorch_runs_a_deep_generator() => AssertPyTorchAgrees(Deep, StateDictFormat.PyTorch);

    [TorchFact]
    public void PyTorch_runs_a_generator_with_class_tables_and_without_spectral_norm() =>
        AssertPyTorchAgrees(Plain with { SharedEmbedding = null, Hierarchical = false, GeneratorSpectralNorm = false }, StateDictFormat.PyTorch);

    [TorchFact]
    public void PyTorch_runs_the_weights_of_a_safetensors_file() => AssertPyTorchAgrees(Deep, StateDictFormat.Safetensors);

    [ReferenceFact]
    public void The_class_of_the_reference_loads_a_plain_generator() => AssertReferenceAgrees(Plain);

    [ReferenceFact]
    public void The_class_of_the_reference_loads_a_deep_generator() => AssertReferenceAgrees(Deep);

    [ReferenceFact]
    public void The_class_of_the_reference_loads_a_generator_with_class_tables() =>
        AssertReferenceAgrees(Plain with { SharedEmbedding = null, Hierarchical = false, GeneratorSpectralNorm = false });

    [Theory]
    [InlineData(StateDictFormat.PyTorch)]
    [InlineData(StateDictFormat.Safetensors)]
    public void What_goes_out_comes_back(StateDictFormat format)
    {
        using var tiny = new TinyGenerator(Plain, 32, 32);
        StateDictExport exported = StateDictExporter.Export(tiny.Snapshot, folder["g.file"], format);
        Assert.Equal(new FileInfo(folder["g.file"]).Length, exported.Bytes);
        using var imported = new ImportedCase(new ImportOptions { Source = folder["g.file"], BatchNormEpsilon = 1e-5, SpectralNormEpsilon = 1e-6 });
        using var scope = NewDisposeScope();
        Tensor z = rand(2, 12), y = rand(2, 3);
        TensorAssert.Same(tiny.Network.call(z, y), imported.Generator.call(z, y));
        byte[] first = File.ReadAllBytes(folder["g.file"]);
        StateDictExporter.Export(tiny.Snapshot, folder["g.file"], format);
        Assert.Equal(first, File.ReadAllBytes(folder["g.file"]));
    }

    [Fact]
    public void The_arguments_of_the_reference_stand_beside_the_weights()
    {
        using var tiny = new TinyGenerator(Plain, 32, 32);
        ReferenceArguments arguments = StateDictExporter.Export(tiny.Snapshot, folder["g.safetensors"], StateDictFormat.Safetensors).Arguments;
        Assert.Equal(("BigGAN", 2, "16", "SN", 12, 5), (arguments.Model, arguments.GeneratorWidth, arguments.Attention, arguments.Parametrisation,
            arguments.LatentSize, arguments.SharedSize));
        Assert.Contains("G_ch", File.ReadAllText(folder["g.safetensors"]));
        Assert.Null(ReferenceArguments.Of(Plain with { ImageChannels = 1 }).GeneratorWidth);
        Assert.Null(ReferenceArguments.Of(Plain with { GeneratorChannels = [8, 8, 8, 4] }).GeneratorWidth);
        Assert.Equal(("BigGANdeep", 4, 2), (ReferenceArguments.Of(Deep).Model, ReferenceArguments.Of(Deep).GeneratorWidth, ReferenceArguments.Of(Deep).Depth));
    }

    [Fact]
    public void Statistics_of_a_chosen_truncation()
    {
        using var imported = new ImportedCase(ImportedCase.HuggingFace);
        StateDictExporter.Export(imported.Folder, folder["half.safetensors"], StateDictFormat.Safetensors, Truncation.Scaled(0.5f));
        using var half = new ImportedCase(new ImportOptions { Source = folder["half.safetensors"], BatchNormEpsilon = 1e-4 });
        using var scope = NewDisposeScope();
        Tensor y = ImportedCase.Reference("H1.one_hot").narrow(0, 0, 1), z = ImportedCase.Reference("H1.z_t0.5").narrow(0, 0, 1);
        Tensor images = half.Generator.call(z, y);
        TensorAssert.Close(ImportedCase.Reference("H1.t0.5").narrow(0, 0, 1), images[.., .., TensorIndex.Slice(null, null, 4), TensorIndex.Slice(null, null,
            4)]);
        using var tiny = new TinyGenerator(Plain, 32, 32);
        Assert.Throws<OptionException>(() => StateDictExporter.Export(tiny.Snapshot, folder["x"], StateDictFormat.PyTorch, Truncation.Scaled(0.5f)));
    }

    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xcbf43926)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414fa339)]
    public void The_checksum_of_zip_archives(string text, uint expected) => Assert.Equal(expected, Crc32.Of(Encoding.ASCII.GetBytes(text)));

    public void Dispose() => folder.Dispose();

    private void AssertPyTorchAgrees(BigGanSpec spec, StateDictFormat format)
    {
        using var tiny = new TinyGenerator(spec, spec.Resolution, spec.Resolution);
        string file = folder[format == StateDictFormat.PyTorch ? "g.pth" : "g.safetensors"];
        StateDictExport exported = StateDictExporter.Export(tiny.Snapshot, file, format);
        AssertSame(tiny.Network, Path.Combine(AppContext.BaseDirectory, "generator_reference.py"),
            [file, $"{spec.BatchNormEpsilon}", folder["z"], folder["y"], folder["images"], "4", $"{exported.Arguments.Depth}"]);
    }

    private void AssertReferenceAgrees(BigGanSpec spec)
    {
        using var tiny = new TinyGenerator(spec, spec.Resolution, spec.Resolution);
        StateDictExport exported = StateDictExporter.Export(tiny.Snapshot, folder["g.pth"], StateDictFormat.PyTorch);
        File.WriteAllText(folder["run.py"], """
            import importlib, json, sys
            sys.path.insert(0, sys.argv[1])
            import torch
            arguments = json.loads(sys.argv[2])
            torch.set_num_threads(1)
            G = importlib.import_module(arguments.pop('model')).Generator(**arguments, no_optim=True, skip_init=True)
            G.load_state_dict(torch.load(sys.argv[3]), strict=True)
            G.eval()
            read = lambda path: torch.frombuffer(bytearray(open(path, 'rb').read()), dtype=torch.float32).reshape(4, -1)
            y = read(sys.argv[5]).argmax(1)
            with torch.no_grad():
                open(sys.argv[6], 'wb').write(G(read(sys.argv[4]), G.shared(y)).contiguous().numpy().tobytes())
            """);
        AssertSame(tiny.Network, folder["run.py"], [ReferenceFactAttribute.Checkout!, exported.Arguments.ToJson(), folder["g.pth"], folder["z"], folder["y"],
            folder["images"]]);
    }

    private void AssertSame(BigGanGenerator network, string script, string[] arguments)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        BigGanSpec spec = network.Spec;
        var latents = new LatentStream(5);
        float[] z = new float[4 * spec.LatentSize], y = new float[4 * spec.Classes];
        for (int row = 0; row < 4; row++)
        {
            latents.Fill(0, row, z.AsSpan(row * spec.LatentSize, spec.LatentSize));
            y[row * spec.Classes + row % spec.Classes] = 1;
        }

        File.WriteAllBytes(folder["z"], MemoryMarshal.AsBytes(z.AsSpan()));
        File.WriteAllBytes(folder["y"], MemoryMarshal.AsBytes(y.AsSpan()));
        var (code, output) = OutsideTools.Run(OutsideTools.Python, [script, .. arguments]);
        Assert.True(code == 0, output);
        Tensor expected = network.call(tensor(z, [4, spec.LatentSize]), tensor(y, [4, spec.Classes]));
        TensorAssert.Close(expected, tensor(MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(folder["images"])).ToArray(), expected.shape));
    }
}
