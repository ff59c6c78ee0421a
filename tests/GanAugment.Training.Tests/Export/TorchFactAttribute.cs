namespace GanAugment.Training.Tests.Export;

/// <summary>A test that needs Debian's PyTorch; reported as skipped where that is not installed.</summary>
internal sealed class TorchFactAttribute : FactAttribute
{
    // Asked once: PyTorch takes seconds to load.
    public static readonly Lazy<string?> Missing = new(() => OutsideTools.Run(OutsideTools.Python, ["-c", "import torch"]).Code == 0 ? null
        : "PyTorch (Debian: python3-torch) is not installed for /usr/bin/python3.");

    public TorchFactAttribute() => Skip = Missing.Value;
}

/// <summary>A test that needs Debian's PyTorch and a checkout of ajbrock/BigGAN-PyTorch; reported as skipped without them.</summary>
internal sealed class ReferenceFactAttribute : FactAttribute
{
    public static string? Checkout { get; } = Environment.GetEnvironmentVariable(ReferenceTheoryAttribute.Variable);

    public ReferenceFactAttribute() => Skip = Checkout is not null && File.Exists(Path.Combine(Checkout, "BigGANdeep.py")) ? TorchFactAttribute.Missing.Value
        : $"There is no checkout of ajbrock/BigGAN-PyTorch: set {ReferenceTheoryAttribute.Variable} to its folder.";
}
