using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GanAugment.Evaluation;
using GanAugment.Generation;

namespace GanAugment.Reporting;

/// <summary>The card of a generator in the form of the Hugging Face Hub: YAML for machines, then Markdown for people. There it is called README.md.</summary>
public sealed record ModelCard
{
    // Where a class had fewer images, published comparisons find generated ones harmful.
    private const int FewImages = 50;

    /// <summary>The generator's own description.</summary>
    public required GeneratorManifest Generator { get; init; }

    /// <summary>The name of the ONNX file.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the ONNX file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What <c>ganaugment evaluate</c> measured; null before.</summary>
    public EvaluationResult? Evaluation { get; init; }

    /// <summary>Where the card of a generator file lies: beside it, as <c>generator.card.md</c>.</summary>
    /// <param name="generatorFile">The ONNX file.</param>
    public static string PathFor(string generatorFile) => Path.ChangeExtension(generatorFile, ".card.md");

    /// <summary>Writes the card, unless one stands there that a person has changed.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <returns>Whether it was written.</returns>
    /// <exception cref="SaveException">It cannot be written.</exception>
    public bool Save(string path)
    {
        if (System.IO.File.Exists(path) && !IsUntouched(System.IO.File.ReadAllText(path))) return false;
        AtomicFile.WriteAllText(path, ToMarkdown());
        return true;
    }

    /// <summary>The card.</summary>
    public string ToMarkdown()
    {
        string text = Content();
        return text + Mark(text);
    }

    // Whether a card is as it was written: its last line has the hash of all before.
    private static bool IsUntouched(string card)
    {
        string text = card.ReplaceLineEndings("\n");
        int last = text.TrimEnd('\n').LastIndexOf('\n') + 1;
        return text[last..] == Mark(text[..last]);
    }

    private static string Mark(string text)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return $"<!-- Written by ganaugment; unless it is changed, an evaluation writes it again. {hash} -->\n";
    }

    private string Content()
    {
        var text = new StringBuilder(Matter().ToString());
        text.Append(CultureInfo.InvariantCulture, $"\n# {Path.GetFileNameWithoutExtension(File)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"A class-conditional generator of {Generator.Shape} images of {Generator.Classes.Count} classes");
        text.Append(CultureInfo.InvariantCulture, $" ({Generator.Architecture ?? "architecture not recorded"}), as one ONNX file: ");
        text.Append(CultureInfo.InvariantCulture, $"`z` [N, {Generator.LatentSize}] and `y` [N, {Generator.Classes.Count}] to ");
        text.Append(CultureInfo.InvariantCulture, $"`image` [N, {Generator.Channels}, {Generator.Height}, {Generator.Width}] in [−1, 1].\n\n");
        text.Table(["", ""], Facts().Select(fact => new[] { fact.Name, fact.Value }));
        Use(text);
        text.Append("## Training data\n\n");
        text.Table(["Class", "Training images:"], Generator.Classes.Select((name, c) =>
            new[] { name, Generator.TrainingImagesPerClass is { } counts ? counts[c].ToString(CultureInfo.InvariantCulture) : "not recorded" }));
        if (Generator.TrainingImagesPerClass is { } known && known.Count(n => n < FewImages) is > 0 and int few)
            text.Append(CultureInfo.InvariantCulture, $"{few} of {known.Count} classes had fewer than {FewImages} training images: ")
                .Append("their generated images may be copies or all alike. Look at them, and measure before use.\n\n");
        text.Append("## Figures\n\n");
        Measured(text);
        text.Append("## Copies of training images\n\n").Copies(Evaluation?.Copies ?? []);
        if (Evaluation is { Warnings.Count: > 0 } doubtful)
        {
            text.Append("What makes these figures doubtful:\n\n");
            foreach (string warning in doubtful.Warnings) text.Append(CultureInfo.InvariantCulture, $"- {warning}\n");
            text.Append('\n');
        }

        text.Append("## Licence\n\n");
        text.Append(Generator.DatasetLicence is { } licence
            ? $"The training images are under: {licence}. A generator may be bound by the licence of its data.\n"
            : "The licence of the training images is not recorded. Find it out before you pass the generator or its images on.\n");
        return text.ToString();
    }

    private FrontMatter Matter()
    {
        FrontMatter matter = new FrontMatter().Licence(Generator.DatasetLicence)
            .Add("library_name", "onnx")
            .Add("pipeline_tag", "unconditional-image-generation")
            .Add("tags", new[] { "gan", "biggan", "class-conditional", "data-augmentation", "synthetic", "ganaugment" });
        if (Evaluation is not { Figures.Count: > 0 } measured) return matter;
        KeyValuePair<string, object>[] Map(params (string Key, object Value)[] pairs) => [.. pairs.Select(p => KeyValuePair.Create(p.Key, p.Value))];
        return matter.Add("model-index", new[]
        {
            Map(("name", Path.GetFileNameWithoutExtension(File)), ("results", new[]
            {
                Map(("task", Map(("type", "unconditional-image-generation"))),
                    ("dataset", Map(("name", measured.Training.Origin), ("type", "image"), ("revision", measured.Training.Fingerprint))),
                    ("metrics", measured.Figures.Where(f => double.IsFinite(f.Value)).Select(f =>
                        Map(("type", f.Metric), ("name", f.Key), ("value", f.Value))).ToArray())),
            })),
        });
    }

    private IEnumerable<(string Name, string Value)> Facts()
    {
        yield return ("File", $"`{File}`, SHA-256 `{Sha256}`");
        yield return ("Trained on",
            (Generator.DatasetOrigin ?? "not recorded") + (Generator.DatasetFingerprint is { } print ? $", fingerprint `{print}`" : ""));
        if (Generator.ImagesSeen is { } seen) yield return ("Real images shown", seen.ToString(CultureInfo.InvariantCulture));
        if (Generator.Seed is { } seed) yield return ("Seed", seed.ToString(CultureInfo.InvariantCulture));
        yield return ("Weights", Generator.ExponentialMovingAverage switch { true => "exponential moving average", false => "last", null => "not recorded" });
        if (Generator.StandingStatisticsTruncation is { } standing) yield return ("Batch statistics", $"taken at truncation {standing}");
        if (Evaluation is { } measured) yield return ("Figures measured at", $"truncation {measured.Truncation}, seed {measured.Seed}");
        if (Generator.Tool is { } tool) yield return ("Made by", tool);
    }

    private static void Use(StringBuilder text) => text.Append("""
        ## Intended use

        To add synthetic images to the training set of an image classifier of the same classes, after a comparison has shown on held-out real images that they
        help (`ganaugment compare`), and to study what such a generator learns.

        ## Out of scope

        - Test or validation images: figures measured on synthetic images say nothing of real ones.
        - Evidence of anything: an image shows what images of its class look like, not something that was.
        - Faces, identities, and medical or other grave decisions without validation by those who answer for them.
        - Training further generators on its images, which narrows them each time.
        - Passing synthetic images on as real. Mark them; the tools of this project do.


        """.ReplaceLineEndings("\n"));

    private void Measured(StringBuilder text)
    {
        text.Figures([.. Evaluation?.Figures ?? []]);
        if (Evaluation is { ClassFigures.Count: > 0 } measured)
        {
            text.Append("<details><summary>Class by class</summary>\n\n");
            text.Figures(measured.ClassFigures);
            text.Append("</details>\n\n");
        }

        if (Generator.Metrics is not { Count: > 0 } training) return;
        text.Append("Measured while it was trained, in features of the run's own small classifier or of a given network:\n\n");
        text.Table(["Figure", "Value:"], training.Select(m => new[] { m.Key, CardText.Number(m.Value) }));
    }
}
