using System.Reflection.Metadata;
using System.Text.Json;

namespace GanAugment.Architecture.Tests.Packages;

/// <summary>A debugger finds the sources of a package by the address and the commit of the remote that it was packed from.</summary>
public class SourceLinkTests
{
    // Portable PDB format, "SourceLink".
    private static readonly Guid Kind = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [PackagesFact(Package.Core)]
    public void The_symbols_of_the_common_library_lead_to_its_sources() => AssertLinked(Package.Core);

    [PackagesFact(Package.Training)]
    public void The_symbols_of_the_training_library_lead_to_its_sources() => AssertLinked(Package.Training);

    [PackagesFact(Package.Transforms)]
    public void The_symbols_of_the_transforms_library_lead_to_its_sources() => AssertLinked(Package.Transforms);

    private static void AssertLinked(string id)
    {
        Package package = Package.Open(id);
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(package.Symbols($"lib/net10.0/{id}.pdb")));
        MetadataReader symbols = provider.GetMetadataReader();
        byte[]? map = symbols.CustomDebugInformation.Select(symbols.GetCustomDebugInformation).Where(info => symbols.GetGuid(info.Kind) == Kind)
            .Select(info => symbols.GetBlobBytes(info.Value)).SingleOrDefault();
        if (package.Repository?.Attribute("url")?.Value is not { Length: > 0 } address)
        {
            // A clone without a remote has no address to give; a wrong one would be worse.
            Assert.Null(map);
            return;
        }

        Assert.NotNull(map);
        JsonProperty link = Assert.Single(JsonDocument.Parse(map).RootElement.GetProperty("documents").EnumerateObject());
        string commit = package.Repository.Attribute("commit")!.Value, target = link.Value.GetString()!;
        Assert.StartsWith("https://", address);
        Assert.EndsWith($"/{commit}/*", target);
        string[] parts = new Uri(address).AbsolutePath.Split(['/', '.'], StringSplitOptions.RemoveEmptyEntries);
        Assert.All(parts.Where(part => part != "git"), part => Assert.Contains($"/{part}", target));
        string[] sources = [.. symbols.Documents.Select(document => symbols.GetString(symbols.GetDocument(document).Name))];
        Assert.Contains(sources, source => source.EndsWith(".cs", StringComparison.Ordinal));
        Assert.All(sources, source => Assert.StartsWith(link.Name.TrimEnd('*'), source));
    }
}
