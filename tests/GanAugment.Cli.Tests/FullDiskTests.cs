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
    public async Task A_disk_that_fills_up_anywhere_in_an_evaluation_costs_neither_document_nor_network()
    {
        string disk = folder.In("disk"), generator = folder.Write("generator.onnx", TinyGenerator.OfClasses("plain", "half"));
        string[] evaluate = ["evaluate", generator, "--data", folder.WriteTwoClasses("data", 8, seed: 1), "--metrics", "fid,classifier", "--steps", "2", "--force", "-o"];
        await Done([.. evaluate, folder.In("whole", "e.json")]);
        long needed = new FileInfo(folder.In("whole", "e.domain.onnx")).Length / 1024;
        using (SmallDisk.Mount(disk, kibibytes: (int)needed + 64))
        {
            string filler = folder.In("disk", "filler"), document = folder.Write("disk/e.json", [42]), network = folder.Write("disk/e.domain.onnx", [43]);
            // No room for the network, and room for the network but none for the document.
            foreach (long left in new[] { 0, needed / 2, needed + 4 })
            {
                Fill(disk, filler, (int)left);
                Sentence(await Cli.Run([.. evaluate, document]));
                Assert.True(File.ReadAllBytes(document) is [42] && File.ReadAllBytes(network) is [43]);
                Assert.Equal(["e.domain.onnx", "e.json", "filler"], Directory.EnumerateFileSystemEntries(disk).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            }

            File.Delete(filler);
            await Done([.. evaluate, document]);
            Assert.Equal(File.ReadAllBytes(folder.In("whole", "e.json")), File.ReadAllBytes(document));
            Assert.Equal(File.ReadAllBytes(folder.In("whole", "e.domain.onnx")), File.ReadAllBytes(network));
        }
    }

    [SmallDiskFact]
    public async Task A_generator_that_lies_where_nothing_can_be_written_is_evaluated_without_a_card()
    {
        string disk = folder.In("disk"), data = folder.WriteTwoClasses("data", 8, seed: 1);
        using (SmallDisk? mounted = SmallDisk.Mount(disk))
        {
            string generator = folder.Write("disk/generator.onnx", TinyGenerator.OfClasses("plain", "half"));
            mounted!.MakeReadOnly();
            var (code, _, error) = await Cli.Run("evaluate", generator, "--data", data, "--metrics", "copies", "--steps", "1", "-o", folder.In("e.json"));
            Assert.True(code == ExitCode.Done, error);
            Assert.Contains("The model card is left out.", error);
            Assert.True(File.Exists(folder.In("e.json")));
        }
    }

    [SmallDiskFact]
    public async Task A_disk_that_fills_up_anywhere_in_an_import_costs_no_earlier_generator()
    {
        string disk = folder.In("disk"), checkpoint = Path.Combine(AppContext.BaseDirectory, "Fixtures", "A1-G.pth");
        string[] import = ["import", checkpoint, "--bn-eps", "1e-5", "--sn-eps", "1e-8", "-o"];
        await Done([.. import, folder.In("whole")]);
        int needed = (int)(Directory.GetFiles(folder.In("whole"), "*.safetensors").Sum(file => new FileInfo(file).Length) / 1024);
        using (SmallDisk.Mount(disk, kibibytes: 2 * needed + 64))
        {
            string filler = folder.In("disk", "filler"), target = folder.In("disk", "imported");
            await Done("import", checkpoint, "--bn-eps", "1e-4", "--sn-eps", "1e-8", "-o", target);
            byte[] earlier = File.ReadAllBytes(Path.Combine(target, "generator.json"));
            // The description names the same weights; they are written anew all the same.
            foreach (int left in new[] { 0, needed / 2, needed })
            {
                Fill(disk, filler, left);
                Sentence(await Cli.Run([.. import, target, "--force"]));
                Assert.Equal(earlier, File.ReadAllBytes(Path.Combine(target, "generator.json")));
                await Done("export", target, "--dry-run", "-o", folder.In("generator.onnx"));
                Assert.Equal(2, Directory.GetFiles(target).Length);
            }

            File.Delete(filler);
            await Done([.. import, target, "--force"]);
            Assert.Equal(File.ReadAllBytes(folder.In("whole", "generator.json")), File.ReadAllBytes(Path.Combine(target, "generator.json")));
        }
    }

    [SmallDiskFact]
    public async Task A_disk_that_fills_up_anywhere_in_a_comparison_costs_no_finished_classifier()
    {
        string disk = folder.In("disk"), generator = folder.Write("generator.onnx", TinyGenerator.OfClasses("plain", "half"));
        string[] compare = ["compare", "--data", folder.WriteTwoClasses("train", 9, seed: 1), "--test", folder.WriteTwoClasses("test", 8, seed: 2),
            "--generator", generator, "--arms", "none,oversampling,gan", "--classifier", "logistic:5", "--seeds", "0-1", "-o"];
        await Done([.. compare, folder.In("whole")]);
        using (SmallDisk.Mount(disk, kibibytes: 1024))
        {
            string filler = folder.In("disk", "filler"), target = folder.In("disk", "out"), results = Path.Combine(target, "results.jsonl");
            int failures = 0, kept = 0;
            for (int left = 0; failures < 40; left += 12)
            {
                Fill(disk, filler, left);
                var result = await Cli.Run([.. compare, target]);
                if (result.Code == ExitCode.Done) break;
                Sentence(result);
                failures++;
                string[] lines = File.Exists(results) ? File.ReadAllLines(results) : [];
                Assert.Equal(File.ReadLines(folder.In("whole", "results.jsonl")).Take(lines.Length).Select(Untimed.Of), lines.Select(Untimed.Of));
                Assert.True(lines.Length >= kept, $"{kept} classifiers were kept, and now {lines.Length} are.");
                kept = lines.Length;
            }

            Assert.InRange(failures, 2, 39);
            foreach (string file in new[] { "results.jsonl", "report.json" })
                Assert.Equal(Untimed.Of(File.ReadAllText(folder.In("whole", file))), Untimed.Of(File.ReadAllText(Path.Combine(target, file))));
            Assert.EndsWith("</html>", File.ReadAllText(Path.Combine(target, "report.html")).TrimEnd());
        }
    }

    [SmallDiskFact]
    public async Task A_disk_that_cannot_be_written_is_one_sentence_for_every_verb()
    {
        string disk = folder.In("disk"), data = folder.WriteIdx(), run = folder.In("run"), generator = folder.Write("tiny.onnx", TinyGenerator.Bytes());
        await Done("train", data, "--outdir", run, "--steps", "1", "--batch", "4", "--base-channels", "1", "--device", "cpu");
        for (int i = 0; i < 4; i++) folder.Write($"data/{(i == 0 ? "half_half" : "plain")}/{i}.png", Folder.Png(4, 4));
        string classes = folder.Write("classes.onnx", TinyGenerator.OfClasses("plain", "half")), checkpoint = Path.Combine(AppContext.BaseDirectory, "Fixtures", "A1-G.pth");
        folder.WriteTwoClasses("real", 8, seed: 1);
        folder.WriteTwoClasses("test", 8, seed: 2);
        using (SmallDisk? mounted = SmallDisk.Mount(disk))
        {
            mounted!.MakeReadOnly();
            string[][] commands =
            [
                ["train", data, "--outdir", Path.Combine(disk, "run"), "--steps", "1", "--batch", "4", "--base-channels", "1"],
                ["export", run, "-o", Path.Combine(disk, "generator.onnx")], ["sample", generator, "-o", Path.Combine(disk, "out")],
                ["grid", generator, "-o", Path.Combine(disk, "grid.png")],
                ["import", checkpoint, "--bn-eps", "1e-5", "--sn-eps", "1e-8", "-o", Path.Combine(disk, "imported")],
                ["evaluate", classes, "--data", folder.In("real"), "--metrics", "copies", "--steps", "1", "-o", Path.Combine(disk, "evaluate.json")],
                ["compare", "--data", folder.In("real"), "--test", folder.In("test"), "--generator", classes, "--arms", "none,oversampling,gan", "--classifier", "logistic:5",
                    "-o", Path.Combine(disk, "comparison")],
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
