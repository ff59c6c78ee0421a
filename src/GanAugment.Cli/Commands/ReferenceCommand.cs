using System.CommandLine;

namespace GanAugment.Cli.Commands;

/// <summary><c>ganaugment reference</c>: the reference part of docs/cli.md, for eng/make-cli-reference.sh.</summary>
internal static class ReferenceCommand
{
    public static Command Create()
    {
        var command = new Command("reference", "Print the reference of all verbs as Markdown.") { Hidden = true };
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write(Reference.Of(CommandLine.Root()));
            return ExitCode.Done;
        });
        return command;
    }
}
