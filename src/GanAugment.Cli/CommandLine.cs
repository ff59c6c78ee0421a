using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using GanAugment.Cli.Commands;

namespace GanAugment.Cli;

/// <summary>The whole program: results go to the output, progress and errors to the error writer.</summary>
internal static class CommandLine
{
    // Ctrl-C finishes the training step and saves; a process killed before that would lose the run since its last snapshot.
    private static readonly TimeSpan TimeToSave = TimeSpan.FromMinutes(2);

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
        // Not a RootCommand: that one is named after the assembly, not after the tool.
        var root = new Command("ganaugment",
            "Class-conditional BigGAN augmentation: train or import a generator, export it to ONNX, sample from it, draw sheets, inspect data and generators.")
        {
            TrainCommand.Create(),
            ImportCommand.Create(),
            ExportCommand.Create(),
            SampleCommand.Create(),
            GridCommand.Create(),
            InspectCommand.Create(),
            new HelpOption(),
            new VersionOption(),
        };
        ParseResult parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction wrong) wrong.ShowHelp = false;
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeToSave,
        };
        try
        {
            int code = await parsed.InvokeAsync(configuration, cancellation);
            return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Cancelled.");
            return ExitCode.Cancelled;
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
}
