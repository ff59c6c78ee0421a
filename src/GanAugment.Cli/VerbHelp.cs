using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace GanAugment.Cli;

/// <summary>Help with examples below a verb's options, and with the exit codes below the list of verbs.</summary>
internal sealed class VerbHelp(HelpAction options) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = options.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is Verb verb)
        {
            output.WriteLine(verb.Examples.Count == 1 ? "Example:" : "Examples:");
            foreach (string example in verb.Examples) output.WriteLine($"  {example}");
            output.WriteLine();
        }
        else
        {
            output.WriteLine("Exit codes:");
            foreach (var (number, meaning) in ExitCode.Meanings) output.WriteLine($"  {number,3}  {meaning}");
            output.WriteLine();
            output.WriteLine("Results go to standard output, progress and messages to standard error. Nothing is sent anywhere; data sets asked for by name are");
            output.WriteLine("downloaded once. Completion: ganaugment completion bash|zsh|pwsh.");
        }

        return code;
    }
}
