namespace GanAugment.Data;

/// <summary>A folder of its own for one test; it goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("ganaugment-test-").FullName;

    public string this[string name] => Path.Combine(Root, name);

    /// <summary>Writes a file, with its folders, and returns its path.</summary>
    public string Write(string name, params byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public string Write(string name, string content) => Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
