using GanAugment.Training.Tests.Export;

namespace GanAugment.Training.Tests;

/// <summary>A test that runs the peer's own code on this machine: needs a checkout of ajbrock/BigGAN-PyTorch, named by GANAUGMENT_REFERENCE, and a Python torch
/// of the same libtorch that our networks run on.</summary>
internal sealed class ReferenceTheoryAttribute : TheoryAttribute
{
    public const string Variable = "GANAUGMENT_REFERENCE";

    public ReferenceTheoryAttribute()
    {
        string? checkout = Environment.GetEnvironmentVariable(Variable);
        if (checkout is null || !File.Exists(Path.Combine(checkout, "BigGAN.py")))
        {
            Skip = $"There is no checkout of ajbrock/BigGAN-PyTorch: set {Variable} to its folder.";
            return;
        }

        var (code, output) = OutsideTools.Run(OutsideTools.Python, ["-c", "import torch; print(torch.__version__)"]);
        string ours = TorchSharp.torch.__version__;
        if (code != 0) Skip = "Python's torch (Debian: python3-torch) is not installed.";
        else if (string.Join('.', output.Split('.').Take(2)) != string.Join('.', ours.Split('.').Take(2)))
            Skip = $"Python's torch is {output.Trim()}, but the networks run on {ours}: equal bits cannot be expected.";
    }
}
