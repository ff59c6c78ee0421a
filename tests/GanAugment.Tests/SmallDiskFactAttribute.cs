namespace GanAugment.Tests;

/// <summary>A test that needs a file system to fill.</summary>
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> Possible = new(() =>
    {
        string path = Directory.CreateTempSubdirectory("ganaugment-disk-").FullName;
        using (SmallDisk? disk = OperatingSystem.IsLinux() ? SmallDisk.Mount(path) : null)
            if (disk is null) return false;
        Directory.Delete(path);
        return true;
    });

    public SmallDiskFactAttribute()
    {
        if (!Possible.Value) Skip = "This user cannot mount a small file system to fill.";
    }
}
