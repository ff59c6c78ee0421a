using GanAugment.Evaluation;
using GanAugment.Generation;
using GanAugment.Reporting;

namespace GanAugment.Cli;

/// <summary>The model card beside a generator's file.</summary>
internal static class GeneratorCard
{
    /// <summary>Writes the card, or says why not.</summary>
    /// <param name="generatorFile">The ONNX file.</param>
    /// <param name="manifest">What it says of itself.</param>
    /// <param name="evaluation">What was measured, or null.</param>
    /// <param name="error">Hears where the card is.</param>
    public static void Write(string generatorFile, GeneratorManifest manifest, EvaluationResult? evaluation, TextWriter error)
    {
        string path = ModelCard.PathFor(generatorFile);
        var card = new ModelCard { Generator = manifest, File = Path.GetFileName(generatorFile), Sha256 = FileHash.Of(generatorFile), Evaluation = evaluation };
        try
        {
            error.WriteLine(card.Save(path) ? $"Model card in '{path}'."
                : $"The model card '{path}' was changed by hand and is left as it is; remove it to have it written again.");
        }
        catch (SaveException e)
        {
            // It tells what is known elsewhere, and a generator may lie where nothing can be written.
            error.WriteLine($"The model card is left out. {e.Message}");
        }
    }
}
