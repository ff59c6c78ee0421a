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
        string line = args[1][..Math.Min(args[1].Length, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];
        // A word that is still open, and a value behind an equals sign, are words to complete as every other.
        if (line.Count(c => c == '"') % 2 == 1) line = line.Remove(line.LastIndexOf('"'), 1);
        line = Joined().Replace(line, "$1 $2");
        // Behind a space a new word begins, which the parser sees only when the space is there.
        return [.. root.Parse(line).GetCompletions(line.Length).Select(item => item.InsertText ?? item.Label)
            .Where(text => !text.StartsWith('/') && text != "-?")];
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
            local IFS=$'\n' word=${COMP_WORDS[COMP_CWORD]}
            # bash takes an equals sign for a word, and an opening quotation mark for a part of one.
            if [[ $word == = ]]; then word=; fi
            COMPREPLY=($(compgen -W "$(ganaugment "[suggest:$COMP_POINT]" "$COMP_LINE" 2> /dev/null)" -- "${word#[\"\']}"))
            # A value goes on behind a colon.
            if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *: ]]; then compopt -o nospace 2> /dev/null; fi
        }
        complete -o default -F _ganaugment ganaugment
        """;

    private const string Zsh = """
        (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
        _ganaugment() {
            local line="${(j: :)words[1,CURRENT-1]} $PREFIX"
            local -a found open
            found=(${(f)"$(ganaugment "[suggest:${#line}]" "$line" 2> /dev/null)"})
            compset -P '--*='
            # A value goes on behind a colon.
            open=(${(M)found:#*:})
            found=(${found:#*:})
            if (( ! $#found && ! $#open )); then _files; return; fi
            if (( $#found )); then compadd -a found; fi
            if (( $#open )); then compadd -S '' -a open; fi
        }
        compdef _ganaugment ganaugment
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName ganaugment -ScriptBlock {
            param($word, $command, $position)
            # The text of a command ends with its last word, also where the cursor stands behind a space.
            $at = $position - $command.Extent.StartOffset
            $line = $command.Extent.Text.PadRight($at)
            $option = ''
            $part = $word.TrimStart('"', "'")
            if ($part -match '^(--[a-z0-9-]+=)(.*)$') { $option, $part = $Matches[1], $Matches[2].TrimStart('"', "'") }
            ganaugment "[suggest:$at]" $line 2> $null | Where-Object { $_.StartsWith($part, [StringComparison]::OrdinalIgnoreCase) } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new("$option$_", $_, 'ParameterValue', $_) }
        }
        """;

    // An option and the beginning of its value in one word.
    [GeneratedRegex(@"(?<=\s)(--[\w-]+)=(\S*)$")]
    private static partial Regex Joined();

    [GeneratedRegex(@"^\[suggest:([0-9]{1,9})\]$")]
    private static partial Regex Directive();
}
