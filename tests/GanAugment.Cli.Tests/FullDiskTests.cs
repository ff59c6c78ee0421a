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
            Assert.Single(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(earlier)!));
            Assert.Empty(Directory.EnumerateFiles(disk, "*.tmp", SearchOption.AllDirectories));
        }
    }

    [SmallDiskFact]
    public async Task A_sample_goes_on_when_there_is_room_again()
    {
        string disk = folder.In("disk"), generator = folder.Write("tiny.onnx", TinyGenerator.Bytes());
        using (SmallDisk.Mount(disk, kibibytes: 1024))
        {
            string filler = folder.In("disk", "filler"), target = folder.In("disk", "out"), earlier = folder.Write("disk/out/earlier.txt", [42]);
            string[] sample = ["sample", generator, "--count", "20", "--force", "-o", target];
            foreach (int left in new[] { 4, 40, 40 })
            {
                Fill(disk, filler, left);
                Sentence(await Cli.Run(sample));
                Assert.Equal([42], File.ReadAllBytes(earlier));
            }

            File.Delete(filler);
            await Done(sample);
            Assert.False(File.Exists(earlier));
            Assert.Equal(20, Directory.GetFiles(Path.Combine(target, "plain"), "*.png").Length);
            Assert.Equal(["out"], Directory.EnumerateFileSystemEntries(disk).Select(Path.GetFileName));
        }
    }

    [SmallDiskFact]
    public async Task A_disk_that_fills_up_anywhere_in_an_export_costs_no_earlier_file()
    {
        string disk = folder.In("disk"), run = folder.In("run");
        await Done("train", folder.WriteIdx(), "--outdir", run, "--steps", "1", "--batch", "4", "--base-channels", "1", "--device", "cpu");
        await Done("export", run, "-o", folder.In("whole.onnx"));
        byte[] whole = File.ReadAllBytes(folder.In("whole.onnx"));
        using (SmallDisk.Mount(disk, kibibytes: whole.Length / 1024 + 64))
        {
            string target = folder.Write("disk/generator.onnx", [42]), filler = folder.In("disk", "filler");
            for (int left = 4; left < whole.Length / 1024 - 4; left += whole.Length / 1024 / 3)
            {
                Fill(disk, filler, left);
                Sentence(await Cli.Run("export", run, "-o", target, "--force"));
                Assert.Equal([42], File.ReadAllBytes(target));
                Assert.Equal(["filler", "generator.onnx"], Directory.EnumerateFileSystemEntries(disk).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            }

            File.Delete(filler);
            await Done("export", run, "-o", target, "--force");
            Assert.Equal(whole, File.ReadAllBytes(target));
        }
    }

    [SmallDiskFact]
    public async Task A_disk_that_fills_up_anywhere_in_training_costs_no_snapshot_and_the_run_goes_on()
    {
        string disk = folder.In("disk"), data = folder.WriteIdx(), options = folder.Write("options.json",
            """{"batchSize":4,"baseChannels":1,"latentSize":8,"sharedEmbedding":4,"standingBatches":1,"snapshotEvery":1,"probeSteps":1,"measuredImages":2}"""u8.ToArray());
        string[] train = ["train", data, "--options", options, "--steps", "3", "--device", "cpu", "--outdir"];
        await Done([.. train, folder.In("whole")]);
        using (SmallDisk.Mount(disk, kibibytes: 16 << 10))
        {
            string run = folder.In("disk", "run"), filler = folder.In("disk", "filler");
            int failures = 0;
            for (int left = 8; failures < 40; left += 96)
            {
                Fill(disk, filler, left);
                string[] command = File.Exists(Path.Combine(run, "training_options.json")) ? [.. train, run, "--resume"] : [.. train, run];
                var result = await Cli.Run(command);
                if (result.Code == ExitCode.Done) break;
                Sentence(result);
                failures++;
            }

            Assert.InRange(failures, 2, 39);
            foreach (string name in new[] { "latest.json", "best.json", "training-000003.json" })
                Assert.Equal(File.ReadAllBytes(folder.In("whole", "snapshots", name)), File.ReadAllBytes(Path.Combine(run, "snapshots", name)));
            Assert.Equal(Directory.GetFiles(folder.In("whole", "snapshots")).Select(Path.GetFileName).Order(StringComparer.Ordinal),
                Directory.GetFiles(Path.Combine(run, "snapshots")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }
    }

    [SmallDiskFact]
    public async Task A_disk_that_fills_up_anywhere_in_an_augmentation_costs_no_earlier_folder()
    {
        string disk = folder.In("disk"), generator = folder.Write("tiny.onnx", TinyGenerator.Bytes());
        for (int i = 0; i < 4; i++) folder.Write($"data/{(i == 0 ? "half_half" : "plain")}/{i}.png", Folder.Png(4, 4));
        using (SmallDisk.Mount(disk, kibibytes: 2048))
        {
            string filler = folder.In("disk", "filler"), target = folder.In("disk", "out"), earlier = folder.Write("disk/out/earlier.txt", [42]);
            string[] augment = ["augment", folder.In("data"), "--generator", generator, "--strategy", "add:20", "--force", "-o", target];
            foreach (int left in new[] { 4, 40, 40 })
            {
                Fill(disk, filler, left);
                Sentence(await Cli.Run(augment));
                Assert.Equal([42], File.ReadAllBytes(earlier));
            }

            File.Delete(filler);
            await Done(augment);
            Assert.False(File.Exists(earlier));
            Assert.Equal(20, Directory.GetFiles(Path.Combine(target, "plain"), "synthetic-*.png").Length);
        }
    }

    [SmallDiskFact]
    public async Task A_disk_that_cannot_be_written_is_one_sentence_for_every_verb()
    {
        string disk = folder.In("disk"), data = folder.WriteIdx(), run = folder.In("run"), generator = folder.Write("tiny.onnx", TinyGenerator.Bytes());
        await Done("train", data, "--outdir", run, "--steps", "1", "--batch", "4", "--base-channels", "1", "--device", "cpu");
        for (int i = 0; i < 4; i++) folder.Write($"data/{(i == 0 ? "half_half" : "plain")}/{i}.png", Folder.Png(4, 4));
        using (SmallDisk? mounted = SmallDisk.Mount(disk))
        {
            mounted!.MakeReadOnly();
            string[][] commands =
            [
                ["train", data, "--outdir", Path.Combine(disk, "run"), "--steps", "1", "--batch", "4", "--base-channels", "1"],
                ["export", run, "-o", Path.Combine(disk, "generator.onnx")], ["sample", generator, "-o", Path.Combine(disk, "out")],
                ["grid", generator, "-o", Path.Combine(disk, "grid.png")],
                ["augment", folder.In("data"), "--generator", generator, "--strategy", "add:2", "-o", Path.Combine(disk, "out")],
            ];
            foreach (string[] command in commands)
            {
                var (code, output, error) = await Cli.Run(command);
                Assert.Equal((ExitCode.Failed, ""), (code, output));
                Assert.Contains("Read-only file system", error.TrimEnd().Split(Environment.NewLine)[^1]);
                Assert.DoesNotContain("Unexpected", error);
                Assert.DoesNotContain("   at ", error);
            }
        }
    }

    public void Dispose() => folder.Dispose();

    private static async Task Done(params string[] args)
    {
        var (code, _, error) = await Cli.Run(args);
        Assert.True(code == ExitCode.Done, error);
    }

    private static void Sentence((int Code, string Output, string Error) result)
    {
        Assert.Equal((ExitCode.Failed, ""), (result.Code, result.Output));
        string sentence = result.Error.TrimEnd().Split(Environment.NewLine)[^1];
        Assert.StartsWith("Could not ", sentence);
        Assert.Contains("No space left", sentence);
        Assert.DoesNotContain("   at ", result.Error);
    }

    // Takes all but so many KiB.
    private static void Fill(string disk, string filler, int left)
    {
        File.Delete(filler);
        long free = new DriveInfo(disk).AvailableFreeSpace - ((long)left << 10);
        if (free > 0) File.WriteAllBytes(filler, new byte[free]);
    }
}
