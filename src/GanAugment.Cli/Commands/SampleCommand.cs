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
        var classes = new Option<string[]>("--class") { Description = "A class to draw, by name; may be repeated. All when not given.", HelpName = "NAME" };
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
            int[] chosen = Choose(parsed.GetValue(classes) ?? [], generator.Manifest);
            int perClass = parsed.GetValue(count);
            if (perClass < 1)
                throw new OptionException($"A count of {perClass} draws nothing.", "It was given with --count.", "Give 1 or more.");

            var sampler = new ConditionalSampler(generator, parsed.GetValue(seed), parsed.GetValue(truncation));
            var sheet = new ContactSheet(generator.Manifest.Shape);
            var progress = new ProgressLine(parsed.InvocationConfiguration.Error);
            var drawn = new List<object>();
            foreach (int c in chosen)
            {
                string name = generator.Manifest.Classes[c], subfolder = FolderName(name);
                progress.Write($"Drawing {name}");
                Draw(sampler, generator.Manifest.Shape, c, perClass, Path.Combine(folder, subfolder), sheet, cancellation);
                drawn.Add(new { Name = name, Index = c, Folder = subfolder, FirstRow = 0, Count = perClass });
            }

            progress.End();
            sheet.Save(Path.Combine(folder, SheetFile));
            string provenance = JsonOutput.Write(new
            {
                Version = 1,
                Synthetic = true,
                Generator = new { File = Path.GetFileName(parsed.GetRequiredValue(model)), Sha256 = Hash(parsed.GetRequiredValue(model)), generator.Manifest },
                Seed = parsed.GetValue(seed),
                Truncation = parsed.GetValue(truncation).ToString(),
                Classes = drawn,
            });
            AtomicFile.WriteAllText(Path.Combine(folder, ProvenanceFile), provenance + "\n");
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(json) ? provenance
                : $"{chosen.Length * perClass} images in '{folder}', overview in {SheetFile}.");
            return ExitCode.Done;
        }, CancellationToken.None));
        return command;
    }

    private static void Draw(ConditionalSampler sampler, ImageShape shape, int c, int count, string folder, ContactSheet sheet, CancellationToken cancellation)
    {
        const int Batch = 64;
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
            if (first == 0) sheet.AddRow(bytes.AsSpan(0, Math.Min(n, SheetColumns) * shape.Length));
        }
    }

    private static int[] Choose(string[] names, GeneratorManifest manifest)
    {
        if (names.Length == 0) return [.. Enumerable.Range(0, manifest.Classes.Count)];
        var map = new ClassMap(manifest.Classes);
        string? unknown = names.FirstOrDefault(n => map.IndexOf(n) < 0);
        if (unknown is not null)
            throw new OptionException($"The generator has no class '{unknown}'.", $"It has '{string.Join("', '", map)}'.",
                "Give one of these names with --class; upper and lower case differ.");
        return [.. names.Distinct().Select(map.IndexOf)];
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
