using System.Reflection;
using GanAugment.Evaluation;
using GanAugment.Generation;
using GanAugment.Transforms.Tests.Support;

namespace GanAugment.Cli.Tests;

/// <summary>What is documented is returned, and nothing else is.</summary>
public sealed class ExitCodeTests : IDisposable
{
    private readonly Folder folder = new();

    [Fact]
    public async Task Every_documented_code_is_that_of_a_command_line_and_no_other_is()
    {
        string data = folder.WriteIdx(24, 24), generator = Generator();
        string[] evaluate = ["evaluate", generator, "--data", data, "--metrics", "fid", "--steps", "1", "--force", "-o", folder.In("evaluate.json"), "--max-fd"];
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        int[] returned =
        [
            await Code("inspect", data), await Code("sample", generator, "-o", Path.Combine(generator, "under-a-file")), await Code("inspect", data, "--nonsense"),
            await Code("inspect", folder.Write("no-data.bin", [42])), await Code([.. evaluate, "0"]),
            await CommandLine.RunAsync(["sample", generator, "-o", folder.In("samples")], TextWriter.Null, TextWriter.Null, stopped.Token),
            // The codes of signals, which are sent to a process there.
            .. typeof(SignalTests).GetMethods().SelectMany(test => test.GetCustomAttributes<InlineDataAttribute>()
                .Select(signal => (int)signal.GetData(test).Single()[1])),
        ];
        Assert.Equal(ExitCode.Meanings.Select(code => code.Number), returned.Distinct().Order());
    }

    [Fact]
    public void Every_code_is_documented()
    {
        int[] codes = [.. typeof(ExitCode).GetFields().Where(field => field.IsLiteral).Select(field => (int)field.GetRawConstantValue()!)];
        Assert.Equal(ExitCode.Meanings.Select(code => code.Number), codes.Order());
    }

    [Fact]
    public async Task A_generator_beyond_the_bound_is_measured_written_and_told_apart()
    {
        string document = folder.In("evaluate.json"), domain = folder.In("evaluate.domain.onnx");
        string[] evaluate = ["evaluate", Generator(), "--data", folder.WriteIdx(24, 24), "--metrics", "fid", "--steps", "1", "--json", "-o", document, "--max-fd"];
        var (code, output, error) = await Cli.Run([.. evaluate, "0"]);
        Assert.Equal(ExitCode.BoundNotMet, code);
        double distance = Assert.Single(EvaluationResult.Parse(output, "output").Figures).Value;
        Assert.Equal(output.TrimEnd(), File.ReadAllText(document).TrimEnd());
        Assert.Contains("exceeds 0, which --max-fd allows", error.TrimEnd().Split(Environment.NewLine)[^1]);

        string bound = Math.Ceiling(distance).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        (code, _, error) = await Cli.Run([.. evaluate, bound, "--force", "--features", domain]);
        Assert.Equal(ExitCode.Done, code);
        Assert.DoesNotContain("--max-fd", error);
    }

    [Fact]
    public async Task A_bound_on_what_is_not_measured_or_that_is_no_distance_is_refused()
    {
        string[] evaluate = ["evaluate", Generator(), "--data", folder.WriteIdx(24, 24), "-o", folder.In("evaluate.json")];
        Assert.Contains("is not measured", await Cli.Fails(ExitCode.Usage, [.. evaluate, "--metrics", "kid,copies", "--max-fd", "3"]));
        foreach (string number in (string[])["-1", "NaN"])
            Assert.Contains("is no distance", await Cli.Fails(ExitCode.Usage, [.. evaluate, $"--max-fid={number}"]));
        Assert.False(File.Exists(folder.In("evaluate.json")));
    }

    public void Dispose() => folder.Dispose();

    private static async Task<int> Code(params string[] args) => (await Cli.Run(args)).Code;

    private string Generator() => folder.Write("generator.onnx", TinyOnnx.Write(
        new GeneratorManifest { Channels = 1, Height = 8, Width = 8, LatentSize = 6, Classes = ["0", "1"] }));
}
