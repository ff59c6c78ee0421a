namespace GanAugment.Training.Export;

/// <summary>Publishes a model only when it has passed a check.</summary>
internal static class CheckedFile
{
    /// <summary>Writes to a name of its own, checks, and renames over the output.</summary>
    /// <param name="model">The file's content.</param>
    /// <param name="outputPath">The file to create or replace.</param>
    /// <param name="role">What the model is, for messages.</param>
    /// <param name="origin">Where the network came from.</param>
    /// <param name="difference">Opens the file and says how far it is from the network.</param>
    /// <returns>The difference.</returns>
    /// <exception cref="GeneratorException">The difference is greater than <see cref="ExportParityCheck.Limit"/>, or no number.</exception>
    /// <exception cref="SaveException">The file could not be written.</exception>
    public static double Publish(ProtobufMessage model, string outputPath, string role, string origin, Func<string, double> difference)
    {
        string full = Path.GetFullPath(outputPath);
        string candidate = $"{full}.{Guid.NewGuid():N}.unchecked";
        try
        {
            AtomicFile.Write(candidate, model.WriteTo);
            double found = difference(candidate);
            // Written so that NaN fails.
            if (!(found <= ExportParityCheck.Limit))
            {
                string figure = FormattableString.Invariant($"{found:G3}, but at most {ExportParityCheck.Limit:G1} is allowed");
                throw new GeneratorException($"The exported {role} differs from the trained network by {figure}.", $"The network is '{origin}'.",
                    "Nothing was published; export another snapshot, or check that the ONNX runtime is sound.");
            }

            File.Move(candidate, full, overwrite: true);
            return found;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SaveException($"Could not save '{Path.GetFileName(full)}': {e.Message.TrimEnd('.')}.", $"The folder is '{Path.GetDirectoryName(full)}'.",
                "Free some space or choose a folder that can be written; what was there before is untouched.", e);
        }
        finally
        {
            try { File.Delete(candidate); } catch (IOException) { } catch (UnauthorizedAccessException) { }
        }
    }
}
