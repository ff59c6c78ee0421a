namespace GanAugment.Data;

/// <summary>A test on a real data set under GANAUGMENT_DATA; skipped, with the reason, where it is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealDataFactAttribute : FactAttribute
{
    public RealDataFactAttribute(string name)
    {
        if (Folder(name) is null) Skip = $"There is no folder '{name}' under GANAUGMENT_DATA.";
    }

    public static string? Folder(string name)
        => Environment.GetEnvironmentVariable("GANAUGMENT_DATA") is { Length: > 0 } root && Directory.Exists(Path.Combine(root, name))
            ? Path.Combine(root, name) : null;
}
