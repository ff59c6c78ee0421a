using System.CommandLine;

namespace GanAugment.Cli.Commands;

/// <summary><c>ganaugment completion</c>: a script with which a shell completes verbs, options and values.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or pwsh." };
        shell.AcceptOnlyFromAmong(Completion.Shells);
        var command = new Verb("completion", "Print a script that lets a shell complete verbs, options and values.",
            "source <(ganaugment completion bash)", "ganaugment completion zsh > ~/.ganaugment-completion && source ~/.ganaugment-completion",
            "ganaugment completion pwsh | Out-String | Invoke-Expression")
        {
            shell,
        };
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.WriteLine(Completion.Script(parsed.GetRequiredValue(shell)).ReplaceLineEndings("\n"));
            return ExitCode.Done;
        });
        return command;
    }
}
