namespace GanAugment.Fuzz;

/// <summary>The folders of one input: <c>in</c> with its files, <c>out</c> for what is written, <c>tmp</c> for the process. Everything else must stay away.</summary>
internal sealed class Sandbox : IDisposable
{
    /// <summary>What code hidden in an input would create.</summary>
    public static readonly string Canary = Path.Combine(Path.GetTempPath(), "ganaugment-fuzz-canary");

    private static readonly string[] Own = ["in", "out", "tmp"];

    private readonly string root;

    /// <param name="folder">Where to make it; it is two levels deep, so that what climbs out of it is seen.</param>
    public Sandbox(string folder)
    {
        root = Path.Combine(folder, "above", "box");
        foreach (string name in Own) Directory.CreateDirectory(Path.Combine(root, name));
    }

    /// <summary>The input's files.</summary>
    public string Input => Path.Combine(root, "in");

    /// <summary>The input's target folder.</summary>
    public string Output => Path.Combine(root, "out");

    /// <summary>Empties the folders and writes the files of an input.</summary>
    /// <returns>Bytes written.</returns>
    public long Fill(IEnumerable<(string Name, byte[] Content)> files)
    {
        foreach (string folder in new[] { Input, Output })
        {
            Directory.Delete(folder, recursive: true);
            Directory.CreateDirectory(folder);
        }

        long bytes = 0;
        foreach (var (name, content) in files)
        {
            string path = Path.Combine(Input, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
            bytes += content.Length;
        }

        return bytes;
    }

    /// <summary>A file or folder that is where nothing may be written, or null; it is removed, to be reported once.</summary>
    public string? Escaped()
    {
        string above = Path.GetDirectoryName(root)!;
        string? found = Directory.EnumerateFileSystemEntries(root).FirstOrDefault(entry => !Own.Contains(Path.GetFileName(entry)))
            ?? Directory.EnumerateFileSystemEntries(above).FirstOrDefault(entry => entry != root)
            ?? Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(above)!).FirstOrDefault(entry => Path.GetFileName(entry).Contains("escaped", StringComparison.Ordinal))
            ?? (Path.Exists("/escaped") ? "/escaped" : null) ?? (File.Exists(Canary) ? Canary : null);
        if (found is not null && File.Exists(found)) File.Delete(found);
        return found;
    }

    public void Dispose()
    {
        string above = Path.GetDirectoryName(root)!;
        if (Directory.Exists(above)) Directory.Delete(above, recursive: true);
    }
}
