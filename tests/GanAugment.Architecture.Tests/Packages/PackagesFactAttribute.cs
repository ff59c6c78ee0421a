namespace GanAugment.Architecture.Tests.Packages;

/// <summary>A test of packed files. They are made by eng/pack.sh, which takes minutes, and tests them.</summary>
public sealed class PackagesFactAttribute : FactAttribute
{
    /// <param name="needed">The packages that the test is about.</param>
    public PackagesFactAttribute(params string[] needed)
    {
        if (Package.Folder is null) Skip = "eng/pack.sh packs and runs this.";
        else if (needed.FirstOrDefault(id => !Package.Exists(id)) is { } missing) Skip = $"{missing} was left out when packing.";
    }
}
