using System.Security.Cryptography;
using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Provenance;
using GanAugment.Transforms;

namespace GanAugment.Cli;

/// <summary>The images that <c>sample</c> draws, and where they come from.</summary>
internal sealed class Samples
{
    private readonly Truncation truncation;
    private readonly string hash;
    private readonly IReadOnlyList<string> folders;

    /// <param name="generator">The generator; it stays the caller's to dispose.</param>
    /// <param name="file">Its file.</param>
    /// <param name="rows">Which images of each class.</param>
    /// <param name="classes">The classes, as the generator counts them.</param>
    /// <param name="truncation">How z is drawn.</param>
    public Samples(OnnxConditionalGenerator generator, string file, SampleRows rows, IReadOnlyList<int> classes, Truncation truncation)
    {
        (Generator, File, Rows, Classes, this.truncation) = (generator, file, rows, classes, truncation);
        folders = ClassFolders.Of(generator.Manifest.Classes);
        using FileStream stream = System.IO.File.OpenRead(file);
        hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        bool many = rows.Seeds.Count > 1;
        Description = $"Synthetic images. Seed{(many ? "s" : "")} {NumberList.Write(rows.Seeds)}. Truncation {truncation}. SHA-256 {hash[..12]}…";
        Provenance = JsonOutput.Write(new
        {
            Version = 1,
            Synthetic = true,
            Generator = new { File = Path.GetFileName(file), Sha256 = hash, generator.Manifest },
            Seed = many ? (long?)null : rows.Seeds[0],
            Seeds = rows.BySeed ? rows.Seeds : null,
            Truncation = truncation.ToString(),
            Classes = classes.Select(c => new { Name = generator.Manifest.Classes[c], Index = c, Folder = folders[c], FirstRow = 0, rows.Count }),
        });
    }

    public OnnxConditionalGenerator Generator { get; }

    public string File { get; }

    public SampleRows Rows { get; }

    public IReadOnlyList<int> Classes { get; }

    /// <summary>In a line, for people.</summary>
    public string Description { get; }

    /// <summary>As JSON.</summary>
    public string Provenance { get; }

    /// <summary>How many there are.</summary>
    public long Images => (long)Classes.Count * Rows.Count;

    /// <summary>The folder of a class.</summary>
    public string FolderOf(int c) => folders[c];

    /// <summary>Draws images of a class.</summary>
    /// <param name="c">The class.</param>
    /// <param name="first">The first image.</param>
    /// <param name="count">How many.</param>
    /// <param name="images">Receives [count, C, H, W] in [−1, 1].</param>
    /// <param name="cancellation">Checked before every batch.</param>
    public void Draw(int c, int first, int count, Span<float> images, CancellationToken cancellation)
    {
        if (!Rows.BySeed)
        {
            new ConditionalSampler(Generator, Rows.Seeds[0], truncation).Sample(c, first, count, images, cancellation);
            return;
        }

        for (int i = 0; i < count; i++)
            new ConditionalSampler(Generator, Rows.SeedOf(first + i), truncation)
                .Sample(c, 0, 1, images[(i * Generator.Manifest.Shape.Length)..], cancellation);
    }

    /// <summary>Where one image comes from.</summary>
    public SyntheticOrigin OriginOf(int c, int index) => new()
    {
        Generator = $"sha256:{hash}",
        Class = Generator.Manifest.Classes[c],
        Seed = Rows.SeedOf(index),
        Row = Rows.RowOf(index),
        Truncation = truncation.ToString(),
    };
}
