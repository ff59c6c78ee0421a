using System.CommandLine;
using System.Globalization;
using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Provenance;
using GanAugment.Reporting;
using GanAugment.Transforms;

namespace GanAugment.Cli.Commands;

/// <summary><c>ganaugment sample</c>: images of a generator as PNG files, a contact sheet, and where they came from.</summary>
internal static class SampleCommand
{
    private const string SheetFile = "contact-sheet.png", ProvenanceFile = "provenance.json";
    private const int SheetColumns = 16, Block = 64;

    public static Command Create()
    {
        var model = new Argument<string>("GENERATOR") { Description = "A generator's .onnx file." };
        Option<string[]> classes = ClassSelection.Create("A class to draw, by name; may be repeated. All when not given.");
        var count = new Option<int?>("--count") { Description = "Images per class; 16 when not given.", HelpName = "N" };
        var seed = new Option<long?>("--seed") { Description = "The seed of the latents: seed, class and row give the image; 0 when not given.",
            HelpName = "SEED" };
        Option<long[]?> seeds = NumberList.Create("--seeds", "Instead of --count and --seed: the first image of each of these seeds, such as 0-9 or 3,7.");
        Option<Truncation> truncation = TruncationOption.Create();
        var outdir = new Option<string>("--outdir", "-o")
        {
            Description = "The folder to write: one folder of PNG files per class, a contact sheet, and provenance.json. It appears when it is complete.",
            HelpName = "DIR",
            Required = true,
        };
        var force = new Option<bool>("--force") { Description = "Replace the folder when it holds something." };
        Option<bool> dryRun = DryRun.Create("Print what would be drawn, and write nothing.");
        var json = new Option<bool>("--json") { Description = "Print the provenance as JSON." };
        var command = new Verb("sample", "Draw synthetic images of every class from a generator. Each file says where it came from.",
            "ganaugment sample generator.onnx -o samples", "ganaugment sample generator.onnx -o samples --class cat --seeds 0-9 --truncation 0.5")
        {
            model, classes, count, seed, seeds, truncation, outdir, force, dryRun, json,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(parsed.GetRequiredValue(model));
            string folder = Path.GetFullPath(parsed.GetRequiredValue(outdir));
            bool replace = parsed.GetValue(force);
            OutputFolder.RefuseReplaced(folder, "--outdir", replace, parsed.GetRequiredValue(model));
            int[] chosen = parsed.GetValue(classes) is { Length: > 0 } names ? ClassSelection.Indices(names, generator.Manifest.Classes)
                : [.. Enumerable.Range(0, generator.Manifest.Classes.Count)];
            SampleRows rows = SampleRows.Of(parsed.GetValue(count), parsed.GetValue(seed), parsed.GetValue(seeds));
            var samples = new Samples(generator, parsed.GetRequiredValue(model), rows, chosen, parsed.GetValue(truncation));
            if (parsed.GetValue(dryRun)) parsed.InvocationConfiguration.Error.WriteLine($"Would write {Number(samples.Images)} images to '{folder}'.");
            else if (!Write(samples, folder, replace, parsed.InvocationConfiguration.Error, cancellation)) return ExitCode.Cancelled;
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(json) ? samples.Provenance
                : parsed.GetValue(dryRun) ? samples.Description
                : $"{Number(samples.Images)} images in '{folder}', overview in {SheetFile}.");
            return ExitCode.Done;
        }, CancellationToken.None));
        return command;
    }

    // False where it was cancelled.
    private static bool Write(Samples samples, string folder, bool replace, TextWriter error, CancellationToken cancellation)
    {
        var progress = new ProgressLine(error);
        long done = 0;
        try
        {
            using PendingFolder pending = PendingFolder.Open(folder, samples.Provenance, replace);
            WriteImages(samples, pending.Root, drawn => progress.Count(done = drawn, samples.Images, "images"), cancellation);
            pending.Complete();
            return true;
        }
        catch (OperationCanceledException)
        {
            progress.End();
            error.WriteLine($"Stopped with {Number(done)} of {Number(samples.Images)} images written. The same command goes on from there.");
            return false;
        }
        finally
        {
            progress.End();
        }
    }

    private static void WriteImages(Samples samples, string folder, Action<long> progress, CancellationToken cancellation)
    {
        ImageShape shape = samples.Generator.Manifest.Shape;
        ContactSheet sheet = new SheetPage { Header = [Path.GetFileName(samples.File)], Footer = [samples.Description] }.Begin(shape, []);
        HashSet<int> shown =
            [.. ShownClasses.Of(samples.Classes.Count, shape, Math.Min(samples.Rows.Count, SheetColumns)).Select(i => samples.Classes[i])];
        var images = new float[Math.Min(samples.Rows.Count, Block) * shape.Length]; // [N, C, H, W]
        var bytes = new byte[images.Length];
        long done = 0;
        foreach (int c in samples.Classes)
        {
            byte[] first = [];
            for (int begin = 0; begin < samples.Rows.Count; begin += Block)
            {
                int n = Math.Min(Block, samples.Rows.Count - begin);
                bool onSheet = begin == 0 && shown.Contains(c);
                string[] files = [.. Enumerable.Range(begin, n).Select(i => Path.Combine(folder, samples.FolderOf(c), samples.Rows.FileName(i)))];
                // What an interrupted command has written is complete.
                if (onSheet || !Array.TrueForAll(files, File.Exists))
                {
                    samples.Draw(c, begin, n, images, cancellation);
                    PixelRange.ToBytes(images, bytes);
                    for (int i = 0; i < n; i++)
                    {
                        byte[] png = PngEncoder.Encode(shape, bytes.AsSpan(i * shape.Length, shape.Length));
                        AtomicFile.WriteAllBytes(files[i], SyntheticMark.Add(png, samples.OriginOf(c, begin + i)));
                    }
                }

                if (onSheet) first = bytes[..(Math.Min(n, SheetColumns) * shape.Length)];
                progress(done += n);
            }

            if (shown.Contains(c)) sheet.AddRow(first, samples.Generator.Manifest.Classes[c]);
        }

        sheet.Metadata = [new("Description", samples.Description), new("ganaugment.sample", samples.Provenance)];
        sheet.Save(Path.Combine(folder, SheetFile));
        AtomicFile.WriteAllText(Path.Combine(folder, ProvenanceFile), samples.Provenance + "\n");
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
