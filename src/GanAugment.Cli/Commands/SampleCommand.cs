using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Reporting;
using GanAugment.Transforms;

namespace GanAugment.Cli.Commands;

/// <summary><c>ganaugment sample</c>: images of a generator as PNG files, a contact sheet, and where they came from.</summary>
internal static class SampleCommand
{
    private const string SheetFile = "contact-sheet.png", ProvenanceFile = "provenance.json";
    private const int SheetColumns = 16;

    public static Command Create()
    {
        var model = new Argument<string>("GENERATOR") { Description = "A generator's .onnx file." };
        Option<string[]> classes = ClassSelection.Create("A class to draw, by name; may be repeated. All when not given.");
        var count = new Option<int>("--count") { Description = "Images per class.", HelpName = "N", DefaultValueFactory = _ => 16 };
        var seed = new Option<long>("--seed") { Description = "The seed of the latents: seed, class and row give the image.", HelpName = "SEED" };
        var outdir = new Option<string>("--outdir", "-o")
        {
            Description = "The folder to write: one folder of PNG files per class, a contact sheet, and provenance.json.",
            HelpName = "DIR",
            Required = true,
        };
        var force = new Option<bool>("--force") { Description = "Write into a folder that is not empty." };
        var json = new Option<bool>("--json") { Description = "Print the provenance as JSON." };
        Option<Truncation> truncation = TruncationOption.Create();
        var command = new Command("sample", "Draw synthetic images of every class from a generator.")
        {
            model, classes, count, seed, truncation, outdir, force, json,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(parsed.GetRequiredValue(model));
            string folder = Path.GetFullPath(parsed.GetRequiredValue(outdir));
            RefuseUsed(folder, parsed.GetValue(force));
            int[] chosen = parsed.GetValue(classes) is { Length: > 0 } names ? ClassSelection.Indices(names, generator.Manifest.Classes)
                : [.. Enumerable.Range(0, generator.Manifest.Classes.Count)];
            int perClass = parsed.GetValue(count);
            if (perClass < 1)
                throw new OptionException($"A count of {perClass} draws nothing.", "It was given with --count.", "Give 1 or more.");

            var sampler = new ConditionalSampler(generator, parsed.GetValue(seed), parsed.GetValue(truncation));
            string hash = Hash(parsed.GetRequiredValue(model)), origin = FormattableString.Invariant(
                $"Synthetic images. Seed {parsed.GetValue(seed)}. Truncation {parsed.GetValue(truncation)}. SHA-256 {hash[..12]}…");
            ContactSheet sheet = new SheetPage { Header = [Path.GetFileName(parsed.GetRequiredValue(model))], Footer = [origin] }
                .Begin(generator.Manifest.Shape, []);
            HashSet<int> shown = [.. ShownClasses.Of(chosen.Length, generator.Manifest.Shape, Math.Min(perClass, SheetColumns)).Select(i => chosen[i])];
            var progress = new ProgressLine(parsed.InvocationConfiguration.Error);
            var drawn = new List<object>();
            foreach (int c in chosen)
            {
                string name = generator.Manifest.Classes[c], subfolder = FolderName(name);
                progress.Write($"Drawing {name}");
                byte[] first = Draw(sampler, generator.Manifest.Shape, c, perClass, Path.Combine(folder, subfolder), cancellation);
                if (shown.Contains(c)) sheet.AddRow(first, name);
                drawn.Add(new { Name = name, Index = c, Folder = subfolder, FirstRow = 0, Count = perClass });
            }

            progress.End();
            string provenance = JsonOutput.Write(new
            {
                Version = 1,
                Synthetic = true,
                Generator = new { File = Path.GetFileName(parsed.GetRequiredValue(model)), Sha256 = hash, generator.Manifest },
                Seed = parsed.GetValue(seed),
                Truncation = parsed.GetValue(truncation).ToString(),
                Classes = drawn,
            });
            sheet.Metadata = [new("Description", origin), new("ganaugment.sample", provenance)];
            sheet.Save(Path.Combine(folder, SheetFile));
            AtomicFile.WriteAllText(Path.Combine(folder, ProvenanceFile), provenance + "\n");
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(json) ? provenance
                : $"{chosen.Length * perClass} images in '{folder}', overview in {SheetFile}.");
            return ExitCode.Done;
        }, CancellationToken.None));
        return command;
    }

    // Returns what the contact sheet shows.
    private static byte[] Draw(ConditionalSampler sampler, ImageShape shape, int c, int count, string folder, CancellationToken cancellation)
    {
        const int Batch = 64;
        byte[] sheet = [];
        var images = new float[Math.Min(count, Batch) * shape.Length]; // [N, C, H, W]
        var bytes = new byte[images.Length];
        for (int first = 0; first < count; first += Batch)
        {
            int n = Math.Min(Batch, count - first);
            sampler.Sample(c, first, n, images, cancellation);
            PixelRange.ToBytes(images, bytes);
            for (int i = 0; i < n; i++)
                AtomicFile.WriteAllBytes(Path.Combine(folder, (first + i).ToString("D5", CultureInfo.InvariantCulture) + ".png"),
                    PngEncoder.Encode(shape, bytes.AsSpan(i * shape.Length, shape.Length)));
            if (first == 0) sheet = bytes[..(Math.Min(n, SheetColumns) * shape.Length)];
        }

        return sheet;
    }

    private static void RefuseUsed(string folder, bool force)
    {
        if (!force && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new OptionException("The folder is not empty.", $"It is '{folder}', given with --outdir.",
                "Give another folder, or --force to write into it.");
    }

    // Class names are free text; a folder's name is not, and must be the same on every system.
    private static string FolderName(string name) => string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' ? c : '_'))
        .Trim(' ', '.') is { Length: > 0 } folder ? folder : "_";

    private static string Hash(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
