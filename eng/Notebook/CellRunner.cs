using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace GanAugment.Notebooks;

/// <summary>Executes cells of C# one after the other; each sees what those before it declared.</summary>
internal sealed class CellRunner
{
    private readonly Display display = new();
    private readonly ScriptOptions options;
    private ScriptState<object>? state;

    /// <summary>Makes a runner whose cells can use every assembly of this program.</summary>
    public CellRunner()
    {
        string[] files = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(f => f.EndsWith(".dll", StringComparison.Ordinal))];
        options = ScriptOptions.Default.AddReferences(files.Select(f => Microsoft.CodeAnalysis.MetadataReference.CreateFromFile(f)))
            .AddImports("System", "System.Collections.Generic", "System.IO", "System.Linq");
    }

    /// <summary>Executes a cell.</summary>
    /// <returns>What it wrote and showed, as outputs of a notebook.</returns>
    /// <exception cref="CompilationErrorException">It is no C#.</exception>
    public async Task<IReadOnlyList<CellOutput>> Run(string code)
    {
        var text = new StringWriter { NewLine = "\n" };
        TextWriter console = Console.Out;
        display.Shown.Clear();
        Console.SetOut(text);
        try
        {
            state = state is null ? await CSharpScript.RunAsync<object>(code, options, display, typeof(Display)) : await state.ContinueWithAsync<object>(code, options);
        }
        finally
        {
            Console.SetOut(console);
        }

        string written = text.ToString().ReplaceLineEndings("\n");
        return [.. written.Length > 0 ? [new CellOutput(written, null)] : Array.Empty<CellOutput>(), .. display.Shown.Select(s => new CellOutput(null, s))];
    }
}

/// <summary>An output of a cell: text that it wrote, or something that it showed, by media type.</summary>
internal sealed record CellOutput(string? Text, IReadOnlyDictionary<string, string>? Shown);
