using System.IO.Compression;
using System.Xml.Linq;

namespace GanAugment.Architecture.Tests.Packages;

/// <summary>One packed file.</summary>
internal sealed class Package
{
    public const string Core = "GanAugment", Training = "GanAugment.Training", Transforms = "GanAugment.Transforms", Cli = "GanAugment.Cli";

    private readonly Dictionary<string, byte[]> files;

    private Package(string path)
    {
        Path = path;
        using ZipArchive zip = ZipFile.OpenRead(path);
        files = zip.Entries.Where(entry => entry.Length < 16 << 20).ToDictionary(entry => entry.FullName, Read, StringComparer.Ordinal);
        Names = [.. zip.Entries.Select(entry => entry.FullName)];
        XElement metadata = XDocument.Parse(Text(Names.Single(name => name.EndsWith(".nuspec", StringComparison.Ordinal)))).Root!.Elements().First();
        Metadata = metadata.Elements().Where(e => !e.HasElements).ToDictionary(e => e.Name.LocalName, e => e.Value);
        Dependencies = [.. metadata.Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value)];
        Repository = metadata.Elements().FirstOrDefault(e => e.Name.LocalName == "repository");
    }

    /// <summary>The folder of packed files, from the environment; null where nothing was packed.</summary>
    public static string? Folder => Environment.GetEnvironmentVariable("GANAUGMENT_PACKAGES") is { Length: > 0 } folder ? folder : null;

    public string Path { get; }

    public IReadOnlyList<string> Names { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    public IReadOnlyList<string> Dependencies { get; }

    public XElement? Repository { get; }

    public string Version => Metadata["version"];

    public static bool Exists(string id) => Directory.EnumerateFiles(Folder!, $"{id}.*.nupkg").Any(path => IsOf(id, path));

    public static Package Open(string id) => new(Directory.EnumerateFiles(Folder!, $"{id}.*.nupkg").Single(path => IsOf(id, path)));

    /// <summary>The names in the package of symbols.</summary>
    public IReadOnlyList<string> SymbolNames()
    {
        using ZipArchive zip = ZipFile.OpenRead(System.IO.Path.ChangeExtension(Path, ".snupkg"));
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>The symbols of an assembly, out of the package of symbols.</summary>
    public byte[] Symbols(string name)
    {
        using ZipArchive zip = ZipFile.OpenRead(System.IO.Path.ChangeExtension(Path, ".snupkg"));
        return Read(zip.GetEntry(name)!);
    }

    public byte[] Bytes(string name) => files[name];

    public string Text(string name) => new StreamReader(new MemoryStream(files[name])).ReadToEnd();

    // GanAugment.0.1.0.nupkg, not GanAugment.Cli.0.1.0.nupkg.
    private static bool IsOf(string id, string path) => char.IsAsciiDigit(System.IO.Path.GetFileName(path)[id.Length + 1]);

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
