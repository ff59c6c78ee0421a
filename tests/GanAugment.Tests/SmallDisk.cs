using System.Diagnostics;

namespace GanAugment.Tests;

/// <summary>A file system of a few KiB in memory.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string path;

    private SmallDisk(string path) => this.path = path;

    /// <summary>Mounts one, or null where this user cannot.</summary>
    public static SmallDisk? Mount(string path, int kibibytes = 128)
    {
        Directory.CreateDirectory(path);
        return Run("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "tmpfs", path) ? new SmallDisk(path) : null;
    }

    /// <summary>Gives it another size.</summary>
    public void Resize(int kibibytes) => Assert.True(Run("mount", "-o", $"remount,size={kibibytes}k", path));

    /// <summary>Lets everything be read, and nothing be written.</summary>
    public void MakeReadOnly() => Assert.True(Run("mount", "-o", "remount,ro", path));

    public void Dispose() => Run("umount", path);

    private static bool Run(string command, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            // What it says is a line or none, and fits into the pipe.
            bool ended = process.WaitForExit(TimeSpan.FromMinutes(1));
            if (!ended) process.Kill();
            return ended && process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
