using System.Globalization;
using System.Text;
using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Generation;

namespace GanAugment.Reporting;

/// <summary>The card of a folder of real and synthetic images in the form of the Hugging Face Hub: YAML for machines, then Markdown for people. It is the
/// folder's README.md.</summary>
public sealed record DataCard
{
    private static readonly (long Below, string Name)[] Sizes =
        [(1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"), (10_000_000, "1M<n<10M"), (long.MaxValue, "10M<n<100M")];

    /// <summary>What the data is called.</summary>
    public required string Title { get; init; }

    /// <summary>The class names in order.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Real images per class; 0 where the folder holds none.</summary>
    public required IReadOnlyList<long> RealPerClass { get; init; }

    /// <summary>Synthetic images per class.</summary>
    public required IReadOnlyList<long> SyntheticPerClass { get; init; }

    /// <summary>The shape of every image.</summary>
    public required ImageShape Shape { get; init; }

    /// <summary>The generator's own description.</summary>
    public required GeneratorManifest Generator { get; init; }

    /// <summary>SHA-256 of the generator's file.</summary>
    public required string GeneratorSha256 { get; init; }

    /// <summary>How z was drawn.</summary>
    public required string Truncation { get; init; }

    /// <summary>The seed of the latents.</summary>
    public required long Seed { get; init; }

    /// <summary>Where the real images came from.</summary><value>Default null: what the generator was trained on.</value>
    public string? RealOrigin { get; init; }

    /// <summary>How many synthetic images of each class were wanted, in words.</summary>
    public string? Plan { get; init; }

    /// <summary>What was refused, in words.</summary><value>Default null: nothing was.</value>
    public string? Filters { get; init; }

    /// <summary>The licence of the real images.</summary><value>Default null: the one in the generator's description.</value>
    public string? Licence { get; init; }

    /// <summary>What was measured of the generator.</summary><value>Default none.</value>
    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>The search for copies.</summary><value>Default none.</value>
    public IReadOnlyList<CopyAudit> Audits { get; init; } = [];

    /// <summary>The command that made the folder.</summary>
    public string? Command { get; init; }

    /// <summary>The day it was made.</summary><value>Default null: left out, so that equal folders have equal cards.</value>
    public DateOnly? Date { get; init; }

    /// <summary>The file, beside the images, that says of every image where it came from.</summary><value>Default <c>provenance.jsonl</c>.</value>
    public string ProvenanceFile { get; init; } = "provenance.jsonl";

    /// <summary>Writes the card.</summary>
    /// <param name="path">The file to create or replace, README.md in the folder.</param>
    /// <exception cref="SaveException">It cannot be written.</exception>
    public void Save(string path) => AtomicFile.WriteAllText(path, ToMarkdown());

    /// <summary>The card.</summary>
    public string ToMarkdown()
    {
        if (RealPerClass.Count != Classes.Count || SyntheticPerClass.Count != Classes.Count)
            throw new InvalidOperationException($"{Classes.Count} classes have {RealPerClass.Count} and {SyntheticPerClass.Count} numbers of images.");
        long real = RealPerClass.Sum(), synthetic = SyntheticPerClass.Sum();
        string? licence = Licence ?? Generator.DatasetLicence;
        var text = new StringBuilder(new FrontMatter().Licence(licence)
            .Add("pretty_name", Title)
            .Add("task_categories", new[] { "image-classification" })
            .Add("size_categories", new[] { Sizes.First(s => real + synthetic < s.Below).Name })
            .Add("annotations_creators", new[] { "machine-generated" })
            .Add("tags", new[] { "synthetic", "gan", "data-augmentation", "ganaugment" })
            .ToString());
        text.Append(CultureInfo.InvariantCulture, $"\n# {Title}\n\n");
        text.Append(CultureInfo.InvariantCulture,
            $"{real} real and {synthetic} synthetic {Shape} images of {Classes.Count} classes, for training image classifiers. ");
        text.Append(CultureInfo.InvariantCulture, $"Every synthetic image is marked in its file, and `{ProvenanceFile}` says where each came from.\n\n");
        text.Table(["Class", "Real:", "Synthetic:", "Synthetic share:"], Classes.Select((name, c) => new[]
        {
            name, Number(RealPerClass[c]), Number(SyntheticPerClass[c]), Share(RealPerClass[c], SyntheticPerClass[c]),
        }).Append(["**all**", Number(real), Number(synthetic), Share(real, synthetic)]));
        text.Append("## How it was made\n\n");
        text.Table(["", ""], Facts().Select(fact => new[] { fact.Name, fact.Value }));
        text.Append("## What the generator is worth\n\n").Figures(Figures);
        text.Append("## Copies of training images\n\n").Copies(Audits);
        text.Append("""
            ## Intended use

            Training image classifiers of these classes, after a comparison has shown on held-out real images that the synthetic ones help.

            ## Out of scope

            - Testing or validating: never judge a classifier on synthetic images, nor put any of these images into test data.
            - Evidence of anything: a synthetic image shows what images of its class look like, not something that was.
            - Faces, identities, and medical or other grave decisions without validation by those who answer for them.
            - Training generators: synthetic images narrow them each time.
            - Passing synthetic images on as real, or without their marks.

            ## Licence


            """.ReplaceLineEndings("\n"));
        text.Append(licence is null ? "The licence of the real images is not recorded. Find it out before you pass the folder on.\n"
            : $"The real images, from which the synthetic ones were learnt, are under: {licence}.\n");
        return text.ToString();
    }

    private IEnumerable<(string Name, string Value)> Facts()
    {
        yield return ("Generator", $"SHA-256 `{GeneratorSha256}`" + (Generator.Architecture is { } kind ? $", {kind}" : ""));
        yield return ("Real images", RealOrigin ?? Generator.DatasetOrigin ?? "not recorded");
        if (Generator.DatasetFingerprint is { } print) yield return ("Generator trained on", $"fingerprint `{print}`");
        yield return ("Truncation", Truncation);
        yield return ("Seed", Seed.ToString(CultureInfo.InvariantCulture));
        if (Plan is not null) yield return ("Plan", Plan);
        yield return ("Filters", Filters ?? "none");
        if (Command is not null) yield return ("Command", $"`{Command}`");
        if (Date is { } day) yield return ("Date", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Share(long real, long synthetic) => real + synthetic == 0 ? "–" : CardText.Percent((double)synthetic / (real + synthetic));
}
