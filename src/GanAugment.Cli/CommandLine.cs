using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using GanAugment.Cli.Commands;

namespace GanAugment.Cli;

/// <summary>The whole program: results go to the output, progress and errors to the error writer.</summary>
internal static class CommandLine
{
    /// <summary>The verbs.</summary>
    public static Command Root() => Root(new Option<bool>("--quiet", "-q") { Description = "No progress.", Recursive = true });

    /// <summary>Runs one command.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="output">Receives the result.</param>
    /// <param name="error">Receives progress and errors.</param>
    /// <param name="cancellation">Cancels as Ctrl-C does.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        var quiet = new Option<bool>("--quiet", "-q") { Description = "No progress.", Recursive = true };
        Command root = Root(quiet);
        if (Completion.Asked(root, args) is { } completions)
        {
            foreach (string text in completions) output.WriteLine(text);
            return ExitCode.Done;
        }

        ParseResult parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction wrong) wrong.ShowHelp = false;
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = parsed.GetValue(quiet) ? new QuietWriter(error) : error,
            EnableDefaultExceptionHandler = false,
            // Signals come in by the token: a verb has all the time it needs to save.
            ProcessTerminationTimeout = null,
        };
        try
        {
            LibTorch.Load();
            int code = await parsed.InvokeAsync(configuration, cancellation);
            return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Cancelled.");
            return ExitCode.Cancelled;
        }
        // Before the library's own sentence, which speaks to those who write applications.
        catch (Exception e) when (LibTorch.IsMissing(e))
        {
            error.WriteLine(LibTorch.Remedy);
            return ExitCode.Failed;
        }
        catch (GanAugmentException e)
        {
            error.WriteLine(e.Message);
            return e switch { OptionException => ExitCode.Usage, DatasetException or GeneratorException => ExitCode.BadInput, _ => ExitCode.Failed };
        }
        catch (Exception e)
        {
            error.WriteLine($"Unexpected {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")} " +
                "This is a defect of ganaugment: please report it with the command line.");
            return ExitCode.Failed;
        }
    }

    // Not a RootCommand: that one is named after the assembly, not after the tool.
    private static Command Root(Option<bool> quiet) => new("ganaugment",
        "Class-conditional BigGAN augmentation: train or import a generator, export it to ONNX, sample from it, measure it, fill classes up with it, and tell whether that helps.")
    {
        InspectCommand.Create(),
        TrainCommand.Create(),
        ImportCommand.Create(),
        ExportCommand.Create(),
        SampleCommand.Create(),
        GridCommand.Create(),
        EvaluateCommand.Create(),
        AugmentCommand.Create(),
        CompareCommand.Create(),
        CompletionCommand.Create(),
        ReferenceCommand.Create(),
        quiet,
        new HelpOption { Action = new VerbHelp(new HelpAction()) },
        new VersionOption(),
    };
}
