namespace GanAugment.Transforms.Folders;

/// <summary>A folder that appears under its name when it is complete. Until then it grows beside it, and there an interrupted program goes on.</summary>
internal sealed class PendingFolder : IDisposable
{
    /// <summary>What is added to the name of a folder that is not complete.</summary>
    public const string Suffix = ".partial";

    private const string IdentityFile = "augmentation.txt", LockFile = ".writing";

    private readonly string target;
    private FileStream? writing;

    private PendingFolder(string target, FileStream writing) => (this.target, this.writing) = (target, writing);

    /// <summary>Where files are written until then.</summary>
    public string Root => target + Suffix;

    /// <summary>Begins a folder, or goes on with one.</summary>
    /// <param name="path">The folder's name in the end.</param>
    /// <param name="identity">Everything that the content depends on: only a folder with the same identity is gone on with.</param>
    /// <param name="replace">Whether a folder that is there, or an unfinished one of another identity, may go.</param>
    /// <exception cref="OptionException">There is such a folder, and it must not go.</exception>
    /// <exception cref="SaveException">The disk refused, or another process is writing the folder.</exception>
    public static PendingFolder Open(string path, string identity, bool replace)
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), root = target + Suffix, described = Path.Combine(root, IdentityFile);
        if (!replace && IsUsed(target))
            throw new OptionException("The folder is not empty.", $"It is '{target}'.", "Give another folder, or allow it to be replaced (--force).");
        return Saving(target, () =>
        {
            Directory.CreateDirectory(root);
            var pending = new PendingFolder(target, Lock(root));
            try
            {
                if (File.Exists(described) && File.ReadAllText(described) == identity)
                {
                    foreach (string half in Directory.EnumerateFiles(root, "*.tmp", SearchOption.AllDirectories)) File.Delete(half);
                    return pending;
                }

                if (!replace && (File.Exists(described) || Directory.EnumerateDirectories(root).Any()))
                    throw new OptionException("There is an unfinished folder that was begun with other data or options.", $"It is '{root}'.",
                        "Finish it with what it was begun with, remove it, or allow it to be replaced (--force).");
                foreach (string folder in Directory.EnumerateDirectories(root)) Directory.Delete(folder, recursive: true);
                foreach (string file in Directory.EnumerateFiles(root).Where(file => Path.GetFileName(file) != LockFile)) File.Delete(file);
                AtomicFile.WriteAllText(described, identity);
                return pending;
            }
            catch
            {
                pending.Dispose();
                throw;
            }
        });
    }

    /// <summary>Everything is written: the folder gets its name.</summary>
    /// <exception cref="SaveException">The disk refused.</exception>
    public void Complete() => Saving(target, () =>
    {
        Dispose();
        File.Delete(Path.Combine(Root, IdentityFile));
        string? old = Directory.Exists(target) ? $"{target}.{Guid.NewGuid():N}.old" : null;
        // Two renames: a reader sees the old folder, for an instant none, then the new one; never a mixture.
        if (old is not null) Directory.Move(target, old);
        Directory.Move(Root, target);
        if (old is not null) Directory.Delete(old, recursive: true);
        return this;
    });

    /// <summary>Lets another process go on.</summary>
    public void Dispose()
    {
        writing?.Dispose();
        writing = null;
    }

    private static bool IsUsed(string folder) => File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any());

    // The system holds the lock, so it goes with the process, however that ends.
    private static FileStream Lock(string root)
    {
        string file = Path.Combine(root, LockFile);
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (File.Exists(file))
        {
            throw new SaveException("Another process is writing the folder.", $"It is '{root}'.", "Wait for it to end, or give another folder.", e);
        }
    }

    private static PendingFolder Saving(string target, Func<PendingFolder> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SaveException($"Could not write the folder '{Path.GetFileName(target)}': {e.Message.TrimEnd('.')}.",
                $"It belongs in '{Path.GetDirectoryName(target)}'.", "Free some space or choose a place that can be written.", e);
        }
    }
}
