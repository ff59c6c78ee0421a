using System.Diagnostics;

namespace GanAugment.Cli.Tests;

public sealed class FullDiskTests : IDisposable
{
    private readonly Folder folder = new();

    [SmallDiskFact]
    public async Task A_disk_that_fills_up_while_saving_is_one_sentence_and_costs_no_earlier_file()
    {
        string disk = folder.In("disk"), generator = folder.Write("tiny.onnx", TinyGenerator.Bytes());
        using (SmallDisk.Mount(disk))
        {
            string earlier = folder.Write("disk/out/contact-sheet.png", [42]);
            var (code, output, error) = await Cli.Run("sample", generator, "--count", "100", "-o", Path.GetDirectoryName(earlier)!, "--force");
            Assert.Equal((ExitCode.Failed, ""), (code, output));
            string sentence = error.TrimEnd().Split(Environment.NewLine)[^1];
            Assert.StartsWith("Could not save", sentence);
            Assert.Contains("No space left", sentence);
            Assert.Contains("Free some space", sentence);
            Assert.Equal([42], File.ReadAllBytes(earlier));
            Assert.Empty(Directory.EnumerateFiles(disk, "*.tmp", SearchOption.AllDirectories));
        }
    }

    public void Dispose() => folder.Dispose();

    /// <summary>A file system of 128 KiB in memory.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private readonly string path;

        private SmallDisk(string path) => this.path = path;

        public static SmallDisk? Mount(string path)
        {
            Directory.CreateDirectory(path);
            return Run("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", path) ? new SmallDisk(path) : null;
        }

        public void Dispose() => Run("umount", path);

        private static bool Run(string command, params string[] arguments)
        {
            try
            {
                using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
                process.StandardError.ReadToEnd();
                process.WaitForExit();
                return process.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }

    private sealed class SmallDiskFactAttribute : FactAttribute
    {
        public SmallDiskFactAttribute()
        {
            string path = Directory.CreateTempSubdirectory("ganaugment-disk-").FullName;
            using (SmallDisk? disk = OperatingSystem.IsLinux() ? SmallDisk.Mount(path) : null)
                if (disk is null) Skip = "This user cannot mount a small file system to fill.";
            Directory.Delete(path);
        }
    }
}
