using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GanAugment.Architecture.Tests.Packages;

public class PackageContentTests
{
    [PackagesFact(Package.Core)]
    public void The_common_library_is_a_whole_package() => AssertLibrary(Package.Core, "SkiaSharp");

    [PackagesFact(Package.Training)]
    public void The_training_library_is_a_whole_package() => AssertLibrary(Package.Training, Package.Core, "TorchSharp");

    [PackagesFact(Package.Transforms)]
    public void The_transforms_library_is_a_whole_package() => AssertLibrary(
        Package.Transforms, Package.Core, "Microsoft.ML", "Microsoft.ML.ImageAnalytics", "Microsoft.ML.OnnxRuntime.Managed", "Microsoft.ML.OnnxTransformer");

    [PackagesFact(Package.Cli)]
    public void The_tool_installs_one_command_and_carries_everything_but_libtorch()
    {
        Package tool = Package.Open(Package.Cli);
        AssertDescribed(tool);
        XElement command = XDocument.Parse(tool.Text(tool.Names.Single(name => name.EndsWith("/DotnetToolSettings.xml", StringComparison.Ordinal))))
            .Descendants("Command").Single();
        Assert.Equal("ganaugment", command.Attribute("Name")!.Value);
        Assert.Contains(tool.Names, name => name.EndsWith("/libonnxruntime.so", StringComparison.Ordinal));
        Assert.Contains(tool.Names, name => name.EndsWith("/libSkiaSharp.so", StringComparison.Ordinal));
        Assert.DoesNotContain(tool.Names, name => Regex.IsMatch(Path.GetFileName(name), @"^(lib)?torch(_cpu|_cuda)?\.(so|dll|dylib)$"));
        Assert.DoesNotContain(tool.Names, name => name.Contains("/android/", StringComparison.Ordinal) || name.Contains("/ios/", StringComparison.Ordinal));
        // The gallery takes 250 MB; patience less.
        Assert.InRange(new FileInfo(tool.Path).Length, 1, 120_000_000);
    }

    [PackagesFact(Package.Cli)]
    public void The_notices_name_everything_of_others_that_the_tool_carries()
    {
        Package tool = Package.Open(Package.Cli);
        string notices = tool.Text("THIRD-PARTY-NOTICES.txt");
        string[] others = [.. tool.Names.Where(name => name.EndsWith(".dll", StringComparison.Ordinal) && !name.Contains("/runtimes/", StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name)!).Where(name => !name.StartsWith("GanAugment", StringComparison.Ordinal)).Distinct()];
        Assert.Contains("TorchSharp", others);
        Assert.All(others.Where(name => !name.EndsWith(".resources", StringComparison.Ordinal)), name =>
        {
            string family = Regex.Match(name, @"^(Microsoft\.ML|Microsoft\.Bcl|Microsoft\.Extensions|System)\b").Value;
            Assert.Contains(family == "" ? name : $"{family}.*", notices);
        });
    }

    private static void AssertLibrary(string id, params string[] dependencies)
    {
        Package package = Package.Open(id);
        AssertDescribed(package);
        Assert.Equal(dependencies, package.Dependencies.Order(StringComparer.Ordinal));
        Assert.Equal([$"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"], package.Names.Where(name => name.StartsWith("lib/", StringComparison.Ordinal)).Order());
        Assert.Contains($"lib/net10.0/{id}.pdb", package.SymbolNames());
        Assert.DoesNotContain(package.Names, name => name.StartsWith("content", StringComparison.Ordinal) || name.StartsWith("runtimes", StringComparison.Ordinal));

        using var image = new PEReader(new MemoryStream(package.Bytes($"lib/net10.0/{id}.dll")));
        // The compiler's word that the same sources give the same bytes.
        Assert.Contains(image.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.Reproducible);
        DebugDirectoryEntry symbols = image.ReadDebugDirectory().First(entry => entry.Type == DebugDirectoryEntryType.CodeView);
        Assert.DoesNotContain(Repository.Root, image.ReadCodeViewDebugDirectoryData(symbols).Path);
    }

    private static void AssertDescribed(Package package)
    {
        Assert.Equal("MIT", package.Metadata["license"]);
        Assert.Equal(("README.md", "icon.png"), (package.Metadata["readme"], package.Metadata["icon"]));
        Assert.InRange(package.Metadata["description"].Length, 40, 300);
        Assert.True(package.Metadata["tags"].Split(' ').Length >= 5);
        Assert.StartsWith($"# {package.Metadata["id"]}\n", package.Text("README.md"));
        Assert.Equal([137, 80, 78, 71], package.Bytes("icon.png")[..4]);
        Assert.Contains("MIT licence", package.Text("THIRD-PARTY-NOTICES.txt"));
        // Source Link needs the commit; the address is there where the tree has a remote.
        Assert.Matches("^[0-9a-f]{40}$", package.Repository?.Attribute("commit")?.Value);
    }
}
