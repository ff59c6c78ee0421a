using System.Diagnostics;
using System.Text.Json;

namespace GanAugment.Architecture.Tests;

/// <summary>What the projects say when they are evaluated, with either set of dependencies.</summary>
public class ProjectTests
{
    private const string Property = "GanAugment" + "Dependencies";
    private const string Replacements = "stand" + "ins";
    private static readonly string[] NativePackages =
    [
        "Microsoft.ML.OnnxRuntime", "Microsoft.ML.OnnxRuntime.Gpu", "TorchSharp-cpu", "TorchSharp-cuda-linux", "TorchSharp-cuda-windows",
        "SkiaSharp.NativeAssets.Linux.NoDependencies",
    ];

    public static TheoryData<string> Libraries =>
        ["src/GanAugment/GanAugment.csproj", "src/GanAugment.Training/GanAugment.Training.csproj", "src/GanAugment.Transforms/GanAugment.Transforms.csproj"];

    public static TheoryData<string> Applications =>
        ["src/GanAugment.Cli/GanAugment.Cli.csproj", "examples/ClassifierAugmentation/ClassifierAugmentation.csproj"];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Libraries_need_nothing_but_packages_and_leave_the_native_ones_to_applications(string project)
    {
        var items = Evaluate(project, "nuget");
        Assert.DoesNotContain(items["ProjectReference"], path => path.Contains(Replacements, StringComparison.OrdinalIgnoreCase));
        Assert.NotEmpty(items["PackageReference"]);
        Assert.Empty(items["PackageReference"].Intersect(NativePackages));
    }

    [Theory]
    [MemberData(nameof(Applications))]
    public void Applications_choose_the_native_packages(string project)
    {
        var items = Evaluate(project, "nuget");
        Assert.DoesNotContain(items["ProjectReference"], path => path.Contains(Replacements, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Microsoft.ML.OnnxRuntime", items["PackageReference"]);
        Assert.Contains("TorchSharp-cpu", items["PackageReference"]);
    }

    [Theory]
    [MemberData(nameof(Applications))]
    public void One_property_chooses_the_gpu(string project)
    {
        var items = Evaluate(project, "nuget", "-p:Gpu=true");
        Assert.Contains("Microsoft.ML.OnnxRuntime.Gpu", items["PackageReference"]);
        Assert.DoesNotContain("TorchSharp-cpu", items["PackageReference"]);
        Assert.DoesNotContain("Microsoft.ML.OnnxRuntime", items["PackageReference"]);
    }

    [Fact]
    public void Replaced_packages_are_not_asked_for()
    {
        var items = Evaluate("src/GanAugment.Transforms/GanAugment.Transforms.csproj", Replacements);
        Assert.DoesNotContain(items["PackageReference"], package => package.StartsWith("Microsoft.ML", StringComparison.Ordinal));
        Assert.Contains(items["ProjectReference"], path => path.Contains(Replacements, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Packages_are_replaced_one_by_one()
    {
        var items = Evaluate("src/GanAugment.Cli/GanAugment.Cli.csproj", "TorchSharp");
        Assert.DoesNotContain(items["PackageReference"], package => package.StartsWith("TorchSharp", StringComparison.Ordinal));
        Assert.Contains("Microsoft.ML.OnnxRuntime", items["PackageReference"]);
        items = Evaluate("src/GanAugment.Training/GanAugment.Training.csproj", "TorchSharp");
        Assert.Single(items["ProjectReference"], path => path.Contains(Replacements, StringComparison.OrdinalIgnoreCase));
        items = Evaluate("src/GanAugment.Transforms/GanAugment.Transforms.csproj", "TorchSharp");
        Assert.Contains("Microsoft.ML", items["PackageReference"]);
        Assert.DoesNotContain(items["ProjectReference"], path => path.Contains(Replacements, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("SkiaSharp", "Microsoft.ML.OnnxRuntime.Managed")]
    [InlineData("Microsoft.ML.OnnxRuntime")]
    [InlineData("Microsoft.ML+TorchSharp", "Microsoft.ML.OnnxRuntime.Managed")]
    public void A_package_goes_with_what_it_depends_on(string replaced, params string[] left)
    {
        var items = Evaluate("src/GanAugment.Transforms/GanAugment.Transforms.csproj", replaced);
        Assert.Equal(left, items["PackageReference"].Where(package => package.StartsWith("Microsoft.ML", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_misspelt_replacement_is_refused()
    {
        var (status, text) = Run("src/GanAugment/GanAugment.csproj", "TorchSharpp", "-t:CollectPackageReferences");
        Assert.NotEqual(0, status);
        Assert.Contains("TorchSharpp names something that cannot be replaced", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Replacements)]
    [InlineData("TorchSharp")]
    public void Packages_are_not_made_from_replacements(string replaced)
    {
        var output = Directory.CreateTempSubdirectory("pack");
        try
        {
            var (status, text) = Run("src/GanAugment/GanAugment.csproj", replaced, "-t:Pack", "-p:NoBuild=true", $"-p:PackageOutputPath={output.FullName}");
            Assert.NotEqual(0, status);
            Assert.Contains("Packages are made only from the real dependencies", text, StringComparison.Ordinal);
            Assert.Empty(output.GetFiles());
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("src/GanAugment/GanAugment.csproj", "TorchSharp", true)]
    [InlineData("src/GanAugment.Transforms/GanAugment.Transforms.csproj", "TorchSharp", true)]
    [InlineData("src/GanAugment.Training/GanAugment.Training.csproj", "TorchSharp", false)]
    [InlineData("src/GanAugment.Cli/GanAugment.Cli.csproj", "TorchSharp", false)]
    [InlineData("src/GanAugment/GanAugment.csproj", Replacements, false)]
    public void What_is_real_may_be_packed_beside_what_is_not_where_that_is_asked_for(string project, string replaced, bool allowed)
    {
        // The target alone: whether it lets the packing go on.
        var (status, text) = Run(project, replaced, "-t:RefuseToPackReplacements", "-p:PackWhatIsReal=true");
        Assert.Equal(allowed, status == 0);
        if (!allowed) Assert.Contains("Packages are made only from the real dependencies", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    [InlineData("src/GanAugment.Cli/GanAugment.Cli.csproj")]
    public void A_package_has_a_page_an_icon_a_licence_notices_symbols_and_tags(string project)
    {
        string[] wanted = ["PackageReadmeFile", "PackageIcon", "PackageLicenseExpression", "PackageTags", "Description", "SymbolPackageFormat", "Deterministic",
            "EnablePackageValidation", "PublishRepositoryUrl", "GenerateDocumentationFile"];
        var (status, text) = Run(project, "nuget", [.. wanted.Select(name => $"-getProperty:{name}"), "-getItem:None"]);
        Assert.True(status == 0, text);
        using var document = JsonDocument.Parse(text);
        var properties = document.RootElement.GetProperty("Properties");
        Assert.All(wanted, name => Assert.NotEqual("", properties.GetProperty(name).GetString()));
        var packed = document.RootElement.GetProperty("Items").GetProperty("None").EnumerateArray().Where(item => item.TryGetProperty("PackagePath", out _)).ToDictionary(
            item => item.GetProperty("PackagePath").GetString()!, item => item.GetProperty("FullPath").GetString()!);
        Assert.Equal(["README.md", "THIRD-PARTY-NOTICES.txt", "icon.png"], packed.Keys.Order(StringComparer.Ordinal));
        Assert.All(packed.Values, file => Assert.True(File.Exists(file), file));
        Assert.Equal("PACKAGE.md", Path.GetFileName(packed["README.md"]));
    }

    private static Dictionary<string, string[]> Evaluate(string project, string dependencies, params string[] more)
    {
        var (status, text) = Run(project, dependencies, ["-getItem:ProjectReference", "-getItem:PackageReference", .. more]);
        Assert.True(status == 0, text);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.GetProperty("Items").EnumerateObject().ToDictionary(
            kind => kind.Name, kind => kind.Value.EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!).ToArray());
    }

    private static (int Status, string Text) Run(string project, string dependencies, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", Path.Combine(Repository.Root, project), "-nologo", $"-p:{Property}={dependencies}", .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        // The test host's own MSBuild must not leak into this one.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var (status, output, error) = process.Finish(TimeSpan.FromMinutes(5));
        return (status, output + error);
    }
}
