namespace GanAugment.Architecture.Tests.Documents;

/// <summary>A test of the site. It is made by eng/make-site.sh, which takes a minute or more, and tests it.</summary>
public sealed class SiteFactAttribute : FactAttribute
{
    public SiteFactAttribute()
    {
        if (Folder is null) Skip = "eng/make-site.sh makes the site and runs this.";
    }

    /// <summary>The folder with the site, or null.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("GANAUGMENT_SITE") is { Length: > 0 } folder ? folder : null;
}
