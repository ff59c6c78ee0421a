using System.Runtime.InteropServices;
using GanAugment.Training.Import;
using GanAugment.Training.Tests.Export;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Import;

/// <summary>Checkpoints that the reference's own code writes here and now, of families that no fixture covers.</summary>
public sealed class ReferenceCheckpointTests : IDisposable
{
    private const string Script = """
        import importlib, json, sys
        sys.path.insert(0, sys.argv[1])
        import torch
        torch.set_num_threads(1)
        torch.manual_seed(3)
        arguments, folder = json.loads(sys.argv[2]), sys.argv[3]
        module = importlib.import_module(arguments.pop('model'))
        zipped, standing = arguments.pop('zip'), arguments.get('mybn', False)
        arguments.update(n_classes=3, SN_eps=1e-6, G_ch=4, D_ch=4)
        G, D = module.Generator(**arguments, no_optim=True), module.Discriminator(**arguments)
        with torch.no_grad():
            for network in (G, D):
                for parameter in network.parameters(): parameter += 0.05 * torch.randn_like(parameter)
            for norm in G.modules():
                if standing and hasattr(norm, 'accumulate_standing'):
                    norm.reset_stats()
                    norm.accumulate_standing = True
            for _ in range(3):
                G(torch.randn(4, G.dim_z), G.shared(torch.randint(0, 3, (4,))))
            G.eval(), D.eval()
            z, y, x = torch.randn(2, G.dim_z), torch.tensor([2, 0]), torch.rand(2, 3, G.resolution, G.resolution) * 2 - 1
            images, logits = G(z, G.shared(y)), D(x, y)
        torch.save(G.state_dict(), folder + '/G.pth', _use_new_zipfile_serialization=zipped)
        torch.save(D.state_dict(), folder + '/D.pth', _use_new_zipfile_serialization=zipped)
        for name, value in dict(z=z, y=torch.nn.functional.one_hot(y, 3).float(), x=x, images=images, logits=logits).items():
            open(folder + '/' + name, 'wb').write(value.contiguous().numpy().tobytes())
        """;

    private readonly TemporaryFolder folder = new();

    [ReferenceFact]
    public void A_deep_network() => AssertSame(
        """{"model": "BigGANdeep", "zip": false, "resolution": 64, "dim_z": 6, "shared_dim": 5, "hier": true, "G_attn": "32", "D_attn": "16"}""");

    [ReferenceFact]
    public void A_plain_network_with_a_thin_discriminator() => AssertSame(
        """{"model": "BigGAN", "zip": true, "resolution": 64, "dim_z": 23, "shared_dim": 5, "hier": true, "D_wide": false, "G_attn": "32", "D_attn": "16"}""");

    [ReferenceFact]
    public void Standing_statistics_of_its_own_batch_norm_and_two_singular_values() => AssertSame(
        """{"model": "BigGAN", "zip": true, "resolution": 128, "dim_z": 9, "G_attn": "0", "D_attn": "0", "mybn": true, "num_G_SVs": 2, "num_D_SVs": 2}""",
            true);

    public void Dispose() => folder.Dispose();

    private void AssertSame(string arguments, bool? sums = null)
    {
        File.WriteAllText(folder["make.py"], Script);
        var (code, output) = OutsideTools.Run(OutsideTools.Python, [folder["make.py"], ReferenceFactAttribute.Checkout!, arguments, folder.Path]);
        Assert.True(code == 0, output);
        using var imported = new ImportedCase(new ImportOptions
        {
            Source = folder.Path, BatchNormEpsilon = 1e-5, SpectralNormEpsilon = 1e-6, AccumulatedStatistics = sums,
        });
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        int size = imported.Plan.Network.Resolution;
        TensorAssert.Close(Read("images", 2, 3, size, size), imported.Generator.call(Read("z", 2, -1), Read("y", 2, 3)));
        TensorAssert.Close(Read("logits", 2, 1), imported.Discriminator().call(Read("x", 2, 3, size, size), Read("y", 2, 3)));
    }

    private Tensor Read(string name, params long[] shape) => tensor(MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(folder[name])).ToArray()).reshape(shape);
}
