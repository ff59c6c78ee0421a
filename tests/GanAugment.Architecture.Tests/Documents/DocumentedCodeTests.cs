using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GanAugment.Architecture.Tests.Documents;

/// <summary>Every C# block of every document compiles.</summary>
public partial class DocumentedCodeTests
{
    // What a reader has before the block begins.
    private const string Given = """
        MLContext mlContext = new();
        string imageFolder = "photos";
        IDataView train = null!, test = null!, view = null!;
        IEstimator<ITransformer> steps = null!, trainer = null!;
        BigGanAugmentationOptions options = null!;
        ILabelledImageSource training = null!, heldOut = null!;
        """;

    private static readonly string[] Usings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "Microsoft.ML", "Microsoft.ML.Data", "GanAugment.Data", "GanAugment.Transforms"];

    public static TheoryData<string> Documents =>
        [.. new[] { "README.md" }.Concat(Files("docs", "*.md", SearchOption.TopDirectoryOnly)).Concat(Files("src", "PACKAGE.md", SearchOption.AllDirectories))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_block_of_code_compiles(string document)
    {
        foreach (Match block in Block().Matches(Repository.Read(document).ReplaceLineEndings("\n")))
        {
            string[] lines = block.Groups[1].Value.Split('\n');
            bool IsUsing(string line) => line.StartsWith("using ", StringComparison.Ordinal) && line.Contains(';') && !line.Contains('=') && !line.Contains('(');
            string body = string.Join('\n', lines.Where(line => !IsUsing(line)));
            // A block may declare what is given elsewhere.
            string given = string.Join('\n', Given.Split('\n').Where(line => !Declared().Matches(line).Any(name => Regex.IsMatch(body, $@"\b(var|[A-Z][\w<>?]*) {name.Groups[1].Value}\b *="))));
            string code = string.Join('\n', Usings.Select(name => $"using {name};").Concat(lines.Where(IsUsing)).Distinct()) + $"\n#pragma warning disable\n{given}\n{body}\n";
            string[] errors = [.. CSharpCompilation.Create("document", [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Latest))], References(),
                    new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable))
                .GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString())];
            Assert.True(errors.Length == 0, $"{document}:\n{string.Join('\n', errors)}\n{code}");
        }
    }

    [Fact]
    public void There_is_code_to_compile() => Assert.True(Block().Count(Repository.Read("README.md").ReplaceLineEndings("\n")) >= 1);

    private static IEnumerable<string> Files(string folder, string pattern, SearchOption depth) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, depth).Select(path => Path.GetRelativePath(Repository.Root, path))
            .Where(path => !path.Contains("obj", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    // What this test runs on: the platform and the packages.
    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"(\w+) = ")]
    private static partial Regex Declared();
}
