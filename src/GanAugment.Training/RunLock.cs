using System.Globalization;

namespace GanAugment.Training;

/// <summary>Keeps a run directory to one process. The system itself holds the lock, so it ends with the process, however that ends.</summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream held;
    private readonly string ownerFile;

    private RunLock(FileStream held, string ownerFile, string? predecessor) => (this.held, this.ownerFile, Predecessor) = (held, ownerFile, predecessor);

    /// <summary>Who held the lock last and never gave it back, or null.</summary>
    public string? Predecessor { get; }

    /// <summary>Takes the lock of a folder.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <exception cref="GeneratorException">Another process, or another run of this one, has it.</exception>
    /// <exception cref="SaveException">The folder refused.</exception>
    public static RunLock Take(string folder)
    {
        string lockFile = Path.Combine(folder, "run.lock"), ownerFile = Path.Combine(folder, "run.owner");
        FileStream stream;
        try
        {
            // The stream's sharing mode is the lock; the file's existence means nothing.
            stream = new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 0);
        }
        catch (Exception e) when (e is UnauthorizedAccessException || e is IOException && (e is DirectoryNotFoundException || !File.Exists(lockFile)))
        {
            throw new SaveException($"Could not lock the run: {e.Message.TrimEnd('.')}.", $"The folder is '{folder}'.",
                "Choose a folder that can be written.", e);
        }
        catch (IOException e)
        {
            throw new GeneratorException($"The run is in use by {Owner(ownerFile) ?? "another process"}.", $"It is '{folder}'.",
                "Wait until that process has ended, stop it, or use another folder.", e);
        }

        try
        {
            string? predecessor = Owner(ownerFile);
            AtomicFile.WriteAllText(ownerFile, string.Create(CultureInfo.InvariantCulture,
                $"process {Environment.ProcessId} on {Environment.MachineName}, since {DateTime.UtcNow:yyyy-MM-dd HH:mm:ss} UTC"));
            return new RunLock(stream, ownerFile, predecessor);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose()
    {
        // First the owner, while nobody else can have become it.
        try { File.Delete(ownerFile); } catch (IOException) { } catch (UnauthorizedAccessException) { }
        held.Dispose();
    }

    private static string? Owner(string file)
    {
        try
        {
            return File.ReadAllText(file) is { Length: > 0 } text ? text : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
