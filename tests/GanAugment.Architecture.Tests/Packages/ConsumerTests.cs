using System.Diagnostics;
using System.Text.RegularExpressions;

namespace GanAugment.Architecture.Tests.Packages;

/// <summary>What a user does: a program, or a tool, that knows nothing of this tree but the packed files.</summary>
public sealed partial class ConsumerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ganaugment-consumer-").FullName;

    [PackagesFact(Package.Core, Package.Transforms)]
    public void A_fresh_program_restores_the_packages_runs_the_readme_and_gets_rows()
    {
        string version = Package.Open(Package.Transforms).Version;
        // One native package of ONNX Runtime, and SkiaSharp's on Linux: what the package's page says.
        Write("Consumer.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <RestoreAdditionalProjectSources>{Package.Folder}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{In("packages")}</RestorePackagesPath>
                <RestoreFallbackFolders>{UserPackages}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="GanAugment.Transforms" Version="{version}" />
                <PackageReference Include="Microsoft.ML.OnnxRuntime" Version="1.23.2" />
                <PackageReference Include="SkiaSharp.NativeAssets.Linux.NoDependencies" Version="2.88.9" />
              </ItemGroup>
            </Project>
            """);
        File.Copy(Path.Combine(Repository.Root, "examples", "ClassifierAugmentation", "generators", "letters.onnx"), In("generator.onnx"));
        Write("Program.cs", Program(Pipeline(Repository.Read("README.md"))));
        Assert.Equal("A 20, B 6 real; 10 duplicates, 4 synthetic; 40 rows in training; 26 scored", Run("dotnet", "run", "-c", "Release").Trim().Split('\n')[^1]);
        Assert.Equal(Pipeline(Repository.Read("README.md")), Pipeline(Package.Open(Package.Transforms).Text("README.md")));
    }

    [PackagesFact(Package.Cli)]
    public void The_installed_tool_draws_samples()
    {
        Run("dotnet", "tool", "install", Package.Cli, "--version", Package.Open(Package.Cli).Version, "--tool-path", In("tools"), "--add-source", Package.Folder!);
        string tool = In("tools", OperatingSystem.IsWindows() ? "ganaugment.exe" : "ganaugment");
        string generator = Path.Combine(Repository.Root, "examples", "ClassifierAugmentation", "generators", "letters.onnx");
        Assert.Contains("20 images", Run(tool, "sample", generator, "--count", "2", "-o", In("samples")));
        Assert.Equal(20, Directory.GetFiles(In("samples"), "0*.png", SearchOption.AllDirectories).Length);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string UserPackages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    // Comments may differ.
    private static string Pipeline(string document) =>
        Comment().Replace(Block().Matches(document).Select(m => m.Groups[1].Value).Single(code => code.Contains("AugmentWithBigGan(", StringComparison.Ordinal)), "");

    private static string Program(string pipeline)
    {
        string[] lines = pipeline.Split('\n');
        return $$"""
            {{string.Join('\n', lines.Where(line => line.StartsWith("using ", StringComparison.Ordinal)))}}
            using GanAugment.Data;
            using GanAugment.Reporting;
            using GanAugment.Transforms;

            // Files as a user has them, drawn by the generator itself: 20 A and 6 B.
            string imageFolder = Directory.CreateTempSubdirectory().FullName;
            var rows = new List<Row>();
            using (OnnxConditionalGenerator drawer = OnnxConditionalGenerator.Load("generator.onnx"))
            {
                var sampler = new GanAugment.Generation.ConditionalSampler(drawer, seed: 99);
                foreach (var (label, count) in new[] { ("A", 20), ("B", 6) })
                {
                    ImageShape shape = drawer.Manifest.Shape;
                    var images = new float[count * shape.Length];
                    sampler.Sample(drawer.Manifest.Classes.ToList().IndexOf(label), 0, count, images);
                    var bytes = new byte[images.Length];
                    PixelRange.ToBytes(images, bytes);
                    for (int i = 0; i < count; i++)
                    {
                        rows.Add(new Row { Path = $"{label}{i}.png", Label = label });
                        File.WriteAllBytes(System.IO.Path.Combine(imageFolder, rows[^1].Path), PngEncoder.Encode(shape, bytes.AsSpan(i * shape.Length, shape.Length)));
                    }
                }
            }

            var mlContext = new MLContext(seed: 1);
            IDataView train = mlContext.Data.LoadFromEnumerable(rows);

            {{string.Join('\n', lines.Where(line => !line.StartsWith("using ", StringComparison.Ordinal)))}}

            var plan = model.OfType<BigGanAugmentationTransformer>().Single().Plan;
            long scored = mlContext.Data.CreateEnumerable<ScoredRow>(model.Transform(train), reuseRowObject: true).LongCount();
            IDataView images28 = mlContext.Transforms.LoadImages("Image", imageFolder, "Path").Append(mlContext.Transforms.ResizeImages("Image", 28, 28)).Fit(train).Transform(train);
            long added = mlContext.Data.CreateEnumerable<Row>(mlContext.Data.AugmentWithBigGan(images28, "Image", "generator.onnx"), reuseRowObject: true).LongCount();
            Console.WriteLine($"{string.Join(", ", plan.Select(quota => $"{quota.ClassName} {quota.Real}"))} real; {plan.DuplicateTotal} duplicates, {plan.SyntheticTotal} synthetic; {added} rows in training; {scored} scored");

            sealed class Row
            {
                public string Path { get; set; } = "";
                public string Label { get; set; } = "";
            }

            // The pipeline turns the label into a key.
            sealed class ScoredRow
            {
                public string Path { get; set; } = "";
            }
            """;
    }

    private string In(params string[] names) => Path.Combine([folder, .. names]);

    private void Write(string name, string text) => File.WriteAllText(In(name), text);

    private string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        // The test host's own MSBuild must not leak into this one.
        foreach (string name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        using Process process = Process.Start(start)!;
        var (status, output, error) = process.Finish(TimeSpan.FromMinutes(8));
        Assert.True(status == 0, output + error);
        return output;
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(" +//.*")]
    private static partial Regex Comment();
}
