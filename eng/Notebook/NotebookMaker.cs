using System.Globalization;

namespace GanAugment.Notebooks;

/// <summary>Makes a notebook with real outputs from a program in cells.</summary>
internal static class NotebookMaker
{
    /// <summary>Executes all cells in order.</summary>
    /// <param name="source">The program.</param>
    /// <param name="parameters">Values set after the cell tagged <c>parameters</c>, as <c>name=value</c>.</param>
    /// <param name="version">The version of our own packages, for the first cell.</param>
    /// <param name="progress">Told of every cell.</param>
    /// <exception cref="InvalidOperationException">A cell failed, or a parameter is none.</exception>
    public static async Task<NotebookFile> Make(string source, IReadOnlyList<string> parameters, string version, IProgress<string>? progress = null)
    {
        NotebookSource program = NotebookSource.Parse(source);
        if (parameters.Count > 0 && program.Cells.All(c => c.Tag != "parameters")) throw new InvalidOperationException("No cell is tagged 'parameters'.");
        var file = new NotebookFile();
        var runner = new CellRunner();
        bool begun = false;
        for (int i = 0; i < program.Cells.Count; i++)
        {
            Cell cell = program.Cells[i];
            if (cell.Kind == CellKind.Markdown)
            {
                file.AddMarkdown(cell.Source);
                continue;
            }

            if (!begun) file.AddCode(Packages(program, version), null, null);
            begun = true;
            progress?.Report(string.Create(CultureInfo.InvariantCulture, $"cell {i + 1} of {program.Cells.Count}"));
            file.AddCode(cell.Source, cell.Tag, await Run(runner, cell.Source));
            if (cell.Tag != "parameters" || parameters.Count == 0) continue;
            string given = string.Join('\n', parameters.Select(p => p + ";"));
            file.AddCode(given, "injected-parameters", await Run(runner, given));
        }

        return file;
    }

    private static string Packages(NotebookSource program, string version) => string.Join('\n',
        program.Packages.Select(p => $"#r \"nuget: {p}\"").Append($"#r \"nuget: GanAugment.Transforms, {version}\""));

    private static async Task<IReadOnlyList<CellOutput>> Run(CellRunner runner, string code)
    {
        try
        {
            return await runner.Run(code);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"This cell failed: {e.Message}\n\n{code}", e);
        }
    }
}
