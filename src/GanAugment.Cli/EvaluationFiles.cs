using GanAugment.Evaluation;

namespace GanAugment.Cli;

/// <summary>What an evaluation writes: the document, and beside it the network it trained. Both get their names when everything is measured, so that an
/// evaluation that fails or is killed leaves an earlier document the network that its figures were measured in.</summary>
internal sealed class EvaluationFiles : IDisposable
{
    private readonly string document;
    private readonly string pending;

    /// <param name="document">The document's file.</param>
    /// <exception cref="SaveException">Nothing can be written there.</exception>
    public EvaluationFiles(string document)
    {
        this.document = document;
        pending = document + PendingFolder.Suffix;
        string name = $"{Path.GetFileNameWithoutExtension(document)}.domain.onnx";
        // Figures are named after the file's name, which is therefore the final one.
        (Network, PendingNetwork) = (Path.Combine(Path.GetDirectoryName(document)!, name), Path.Combine(pending, name));
        Saving(() =>
        {
            // Of a process that was killed.
            if (Directory.Exists(pending)) Directory.Delete(pending, recursive: true);
            Directory.CreateDirectory(pending);
        });
    }

    /// <summary>The network's file in the end.</summary>
    public string Network { get; }

    /// <summary>The network's file until then.</summary>
    public string PendingNetwork { get; }

    /// <summary>Gives the files their names.</summary>
    /// <returns>Whether there is a network.</returns>
    /// <exception cref="SaveException">The disk refused.</exception>
    public bool Complete(EvaluationResult result)
    {
        string written = Path.Combine(pending, Path.GetFileName(document));
        AtomicFile.WriteAllText(written, result.ToJson() + "\n");
        bool trained = File.Exists(PendingNetwork);
        Saving(() =>
        {
            if (trained) File.Move(PendingNetwork, Network, overwrite: true);
            File.Move(written, document, overwrite: true);
        });
        return trained;
    }

    public void Dispose()
    {
        // A leftover costs space and nothing else.
        try { Directory.Delete(pending, recursive: true); } catch (IOException) { } catch (UnauthorizedAccessException) { }
    }

    private void Saving(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SaveException($"Could not save '{Path.GetFileName(document)}': {e.Message.TrimEnd('.')}.",
                $"The folder is '{Path.GetDirectoryName(document)}'.",
                "Free some space or choose a folder that can be written; what was there before is untouched.", e);
        }
    }
}
