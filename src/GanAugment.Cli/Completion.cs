using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GanAugment.Cli;

/// <summary>What a shell is told when its user presses the tabulator: the protocol of <c>dotnet-suggest</c>, for which <c>completion</c> writes the shell's
/// side.</summary>
internal static partial class Completion
{
    /// <summary>The shells that there are scripts for.</summary>
    public static readonly string[] Shells = ["bash", "zsh", "pwsh"];

    /// <summary>The completions that are asked for by <c>[suggest:POSITION] "LINE"</c>; null where the command line asks for something else.</summary>
    public static IEnumerable<string>? Asked(Command root, IReadOnlyList<string> args)
    {
        if (args.Count != 2 || Directive().Match(args[0]) is not { Success: true } match) return null;
        string line = args[1];
        int position = Math.Min(line.Length, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        // Behind a space a new word begins, which the parser sees only when the space is there.
        return [.. root.Parse(line).GetCompletions(position).Select(item => item.InsertText ?? item.Label).Where(text => !text.StartsWith('/') && text != "-?")];
    }

    /// <summary>The script that makes a shell ask.</summary>
    public static string Script(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        _ => PowerShell,
    };

    private const string Bash = """
        _ganaugment() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(ganaugment "[suggest:$COMP_POINT]" "$COMP_LINE" 2> /dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _ganaugment ganaugment
        """;

    private const string Zsh = """
        _ganaugment() {
            local line="${(j: :)words[1,CURRENT]}"
            local -a found
            found=(${(f)"$(ganaugment "[suggest:${#line}]" "$line" 2> /dev/null)"})
            if (( $#found )); then compadd -a found; else _files; fi
        }
        compdef _ganaugment ganaugment
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName ganaugment -ScriptBlock {
            param($word, $command, $position)
            ganaugment "[suggest:$position]" "$command" | Where-Object { $_ -like "$word*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;

    [GeneratedRegex(@"^\[suggest:([0-9]{1,9})\]$")]
    private static partial Regex Directive();
}
