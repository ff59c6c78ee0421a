using System.Diagnostics;
using System.Text;

namespace GanAugment.Cli.Tests;

/// <summary>The tabulator pressed in real shells, with the scripts that <c>completion</c> prints and the program's own answers.</summary>
public sealed class ShellCompletionTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // What is typed, and what the shell then runs.
    private static readonly (string Typed, string Run)[] Lines =
    [
        ("tra\t", "train"),
        ("sample gen\t", "sample generator.onnx"),
        ("export run --format p\t", "export run --format pytorch"),
        ("export run --format=p\t", "export run --format=pytorch"),
        ("inspect \"let\t", "inspect letters"),
        // A value goes on behind the colon.
        ("augment photos --strategy rat\t0.5", "augment photos --strategy ratio:0.5"),
    ];

    private readonly Folder folder = new();

    public ShellCompletionTests()
    {
        folder.Write("generator.onnx", [42]);
        // The program as it is called in a shell: it completes, and tells what else it is asked for.
        string program = folder.Write("bin/ganaugment", Encoding.UTF8.GetBytes($$"""
            #!/bin/sh
            case "$1" in
                "[suggest:"*|completion) exec dotnet "{{typeof(CommandLine).Assembly.Location}}" "$@" ;;
                *) echo "<$*>" ;;
            esac

            """.ReplaceLineEndings("\n")));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [ShellFact("bash", "script")]
    public Task Bash() => Typed("bash --norc -i", "source <(ganaugment completion bash)");

    [ShellFact("zsh", "script")]
    public Task Zsh() => Typed("zsh -f -i", "source <(ganaugment completion zsh)");

    [ShellFact("pwsh")]
    public async Task PowerShell()
    {
        (string Line, string Completed)[] lines =
        [
            ("ganaugment tra", "train"), ("cls; ganaugment tra", "train"), ("ganaugment export run --format p", "pytorch"),
            ("ganaugment export run --format ", "onnx|pytorch|safetensors"), ("ganaugment export run --format=p", "--format=pytorch"),
            ("ganaugment sample gen", $".{Path.DirectorySeparatorChar}generator.onnx"), ("ganaugment augment photos --strategy rat", "ratio:"),
        ];
        string script = folder.Write("complete.ps1", Encoding.UTF8.GetBytes("ganaugment completion pwsh | Out-String | Invoke-Expression\n"
            + string.Concat(lines.Select(line =>
                $"'<' + ((TabExpansion2 -inputScript '{line.Line}' -cursorColumn {line.Line.Length}).CompletionMatches.CompletionText -join '|') + '>'\n"))));
        using Process process = Start("pwsh", "-NoProfile", "-NonInteractive", "-File", script);
        string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(lines.Select(line => $"<{line.Completed}>"), output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd()));
    }

    public void Dispose() => folder.Dispose();

    // In a terminal: without one, shells do not complete.
    private async Task Typed(string shell, string setup)
    {
        using Process process = Start("script", "-qec", shell, "/dev/null");
        var seen = new StringBuilder();
        process.OutputDataReceived += (_, line) => { lock (seen) seen.AppendLine(line.Data); };
        process.BeginOutputReadLine();
        try
        {
            // A line that runs says that the setup is done.
            await process.StandardInput.WriteLineAsync($"{setup}; ganaugment ready");
            await process.StandardInput.FlushAsync();
            await Until(() => Seen().Contains("<ready>", StringComparison.Ordinal));
            foreach (var (typed, run) in Lines)
            {
                await process.StandardInput.WriteLineAsync($"ganaugment {typed}");
                await process.StandardInput.FlushAsync();
                await Until(() => Seen().Contains($"<{run}>", StringComparison.Ordinal));
            }
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        string Seen()
        {
            lock (seen) return seen.ToString();
        }

        async Task Until(Func<bool> done)
        {
            var clock = Stopwatch.StartNew();
            while (!done())
            {
                Assert.True(clock.Elapsed < Patience && !process.HasExited, $"{shell} did not do what was expected. It said:\n{Seen()}");
                await Task.Delay(20);
            }
        }
    }

    private Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.Root,
        };
        // The shells' own files go with the folder.
        start.Environment["HOME"] = start.Environment["ZDOTDIR"] = folder.Root;
        start.Environment["PATH"] = $"{folder.In("bin")}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["TERM"] = "dumb";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }
}
