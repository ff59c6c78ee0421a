using System.Text.RegularExpressions;

namespace GanAugment;

/// <summary>A folder that appears under its name when it is complete. Until then it grows beside it, and there an interrupted program goes on.</summary>
/// <remarks>What was under the name before stays until then. A process that is killed at any moment leaves the old folder, or the new one whole; killed between
/// the two renames it leaves the old one beside its name, where <see cref="Open"/> puts it back.</remarks>
public sealed partial class PendingFolder : IDisposable
{
    /// <summary>What is added to the name of a folder that is not complete.</summary>
    public const string Suffix = ".partial";

    private const string LockFile = ".writing";

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
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(identity);
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), root = target + Suffix;
        if (Path.GetFileName(target).Length == 0)
            throw new OptionException("The root of a disk cannot be such a folder.", $"It is '{path}'.", "Give a folder within it.");
        if (!replace && IsUsed(target))
            throw new OptionException("The folder is not empty.", $"It is '{target}'.", "Give another folder, or allow it to be replaced (--force).");
        return Saving(target, () =>
        {
            Directory.CreateDirectory(root);
            var pending = new PendingFolder(target, Lock(root));
            try
            {
                Recover(target);
                pending.Begin(identity, replace);
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
        string? old = Directory.Exists(target) ? $"{target}.{Guid.NewGuid():N}.old" : null;
        // Two renames: a reader sees the old folder, for an instant none, then the new one; never a mixture.
        if (old is not null) Directory.Move(target, old);
        try
        {
            Directory.Move(Root, target);
        }
        catch when (old is not null)
        {
            Directory.Move(old, target);
            throw;
        }

        File.Delete(Described(target));
        if (old is not null) Directory.Delete(old, recursive: true);
        return this;
    });

    /// <summary>Lets another process go on.</summary>
    public void Dispose()
    {
        writing?.Dispose();
        writing = null;
    }

    private void Begin(string identity, bool replace)
    {
        string described = Described(target);
        bool begun = Directory.EnumerateFileSystemEntries(Root).Any(entry => Path.GetFileName(entry) != LockFile);
        if (begun && File.Exists(described) && File.ReadAllText(described) == identity)
        {
            foreach (string half in Directory.EnumerateFiles(Root, "*.tmp", SearchOption.AllDirectories)) File.Delete(half);
            return;
        }

        if (begun && !replace)
            throw new OptionException("There is an unfinished folder that was begun with other data or options.", $"It is '{Root}'.",
                "Finish it with what it was begun with, remove it, or allow it to be replaced (--force).");
        foreach (string folder in Directory.EnumerateDirectories(Root)) Directory.Delete(folder, recursive: true);
        foreach (string file in Directory.EnumerateFiles(Root).Where(file => Path.GetFileName(file) != LockFile)) File.Delete(file);
        AtomicFile.WriteAllText(described, identity);
    }

    // Beside the folder, so that nothing has to leave it when it gets its name.
    private static string Described(string target) => $"{target}{Suffix}.txt";

    // What an earlier process left when it was killed while the folder got its name.
    private static void Recover(string target)
    {
        foreach (string old in Directory.EnumerateDirectories(Path.GetDirectoryName(target)!, "*.old").ToArray())
        {
            if (!old.StartsWith(target, StringComparison.Ordinal) || !Old().IsMatch(old[target.Length..])) continue;
            if (Path.Exists(target)) Directory.Delete(old, recursive: true);
            else Directory.Move(old, target);
        }

        foreach (string half in Directory.EnumerateFiles(Path.GetDirectoryName(target)!, "*.tmp").ToArray())
            if (half.StartsWith(Described(target) + ".", StringComparison.Ordinal)) File.Delete(half);
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

    [GeneratedRegex(@"^\.[0-9a-f]{32}\.old$")]
    private static partial Regex Old();
}
