using GanAugment.Filtering;
using GanAugment.Generation;
using GanAugment.Training.Snapshots;

namespace GanAugment.Training.Export;

/// <summary>Publishes a generator and its discriminator together: both, or neither.</summary>
public static class PairOnnxExporter
{
    /// <summary>Writes and checks both files, then publishes both. The generator names its discriminator where that lies in the same folder.</summary>
    /// <param name="runDirectoryOrSnapshot">A run directory, a folder that an import wrote, or a snapshot's JSON file in them.</param>
    /// <param name="generatorPath">The generator's file.</param>
    /// <param name="discriminator">The discriminator; see <see cref="DiscriminatorSnapshot.Open"/>.</param>
    /// <param name="discriminatorPath">The discriminator's file.</param>
    /// <param name="openGenerator">Opens a generator for the check, for example with ONNX Runtime.</param>
    /// <param name="openDiscriminator">Opens a discriminator for the check.</param>
    /// <param name="datasetLicence">The licence of the training images, for the manifest; null when it is unknown.</param>
    /// <exception cref="GeneratorException">A file differs from the network by more than <see cref="ExportParityCheck.Limit"/>.</exception>
    /// <exception cref="SaveException">A file could not be written.</exception>
    public static (ExportResult Generator, DiscriminatorExport Discriminator) Export(string runDirectoryOrSnapshot, string generatorPath,
        DiscriminatorSnapshot discriminator, string discriminatorPath, Func<string, IConditionalGenerator> openGenerator,
        Func<string, IImageCritic> openDiscriminator, string? datasetLicence = null)
    {
        string beside = Path.GetFullPath(discriminatorPath), waiting = $"{beside}.{Guid.NewGuid():N}.checked";
        bool together = Path.GetDirectoryName(beside) == Path.GetDirectoryName(Path.GetFullPath(generatorPath));
        try
        {
            // It waits under another name: where the generator fails its check, an earlier pair stays a pair.
            DiscriminatorExport judged = DiscriminatorOnnxExporter.Export(discriminator, waiting, openDiscriminator);
            ExportResult generated = GeneratorOnnxExporter.Export(runDirectoryOrSnapshot, generatorPath, openGenerator, datasetLicence,
                together ? Path.GetFileName(beside) : null);
            File.Move(waiting, beside, overwrite: true);
            return (generated, judged with { Path = beside });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SaveException(
                $"Could not save '{Path.GetFileName(beside)}': {e.Message.TrimEnd('.')}.", $"The folder is '{Path.GetDirectoryName(beside)}'.",
                "Remove what stands in its way, or choose another file.", e);
        }
        finally
        {
            RunDirectory.Remove(waiting);
        }
    }
}
