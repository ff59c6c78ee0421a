using System.Text.RegularExpressions;

namespace GanAugment.Notebooks;

/// <summary>A program in cells: a C# file that runs by itself, whose comments <c>// %%</c> part it.</summary>
/// <remarks>
/// The percent format of Jupytext and its friends. <c>// %% [markdown]</c> begins a cell of text, written as comments; <c>// %% tags=NAME</c> a tagged cell
/// of code; <c>// %% notebook</c> code of the notebook alone; <c>// %% app</c> what only the program needs. Before the first cell stand the program's
/// <c>#:package</c> lines; the notebook begins with <c>#r "nuget:"</c> lines of the same packages.
/// </remarks>
internal sealed partial record NotebookSource(IReadOnlyList<string> Packages, IReadOnlyList<Cell> Cells)
{
    /// <summary>Reads the cells.</summary>
    /// <exception cref="FormatException">A cell is empty, or its first line is none that is known.</exception>
    public static NotebookSource Parse(string text)
    {
        var packages = new List<string>();
        var cells = new List<Cell>();
        (CellKind Kind, string? Tag)? now = null;
        var lines = new List<string>();
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("// %%", StringComparison.Ordinal))
            {
                End();
                now = Heading(line);
            }
            else if (now is null)
            {
                if (line.StartsWith("#:package ", StringComparison.Ordinal)) packages.Add(line["#:package ".Length..].Trim());
            }
            else
            {
                lines.Add(now.Value.Kind == CellKind.Markdown ? Uncommented(line) : line);
            }
        }

        End();
        return new NotebookSource(packages, cells);

        void End()
        {
            if (now is var (kind, tag) && kind != CellKind.App)
            {
                string source = string.Join('\n', lines).Trim('\n');
                cells.Add(source.Length > 0 ? new Cell(kind, source, tag) : throw new FormatException($"The cell after {cells.Count} others is empty."));
            }

            lines.Clear();
        }
    }

    private static (CellKind, string?) Heading(string line)
    {
        Match match = CellHeading().Match(line);
        if (!match.Success) throw new FormatException($"No cell begins with '{line}'.");
        return match.Groups["kind"].Value switch
        {
            "[markdown]" => (CellKind.Markdown, null),
            "app" => (CellKind.App, null),
            _ => (CellKind.Code, match.Groups["tag"] is { Success: true } tag ? tag.Value : null),
        };
    }

    private static string Uncommented(string line) => line.StartsWith("// ", StringComparison.Ordinal) ? line[3..]
        : line is "//" or "" ? "" : throw new FormatException($"'{line}' is no comment, in a cell of text.");

    [GeneratedRegex(@"^// %%( (?<kind>\[markdown\]|app|notebook|tags=(?<tag>\w+)))?\s*$")]
    private static partial Regex CellHeading();
}

/// <summary>What a cell is.</summary>
internal enum CellKind { Markdown, Code, App }

/// <summary>A cell of a notebook.</summary>
/// <param name="Kind">Text or code.</param>
/// <param name="Source">Its lines.</param>
/// <param name="Tag">A tag, such as <c>parameters</c>, or null.</param>
internal sealed record Cell(CellKind Kind, string Source, string? Tag);
