using System.Security.Cryptography;
using GanAugment.Editing;
using GanAugment.Evaluation;
using GanAugment.Generation;
using GanAugment.Reporting;

namespace GanAugment.Cli;

/// <summary>Where a sheet came from: printed, and written into the picture.</summary>
internal sealed class GridOrigin
{
    private const string Key = "ganaugment.grid";
    private const int ShortHash = 12;
    private const char NoBreak = '\u00A0';

    private readonly GridRequest request;
    private readonly GridPlan plan;
    private readonly GeneratorManifest manifest;
    private readonly LatentDirections? directions;
    private readonly string hash;

    public GridOrigin(GridRequest request, GridPlan plan, IConditionalGenerator generator)
    {
        (this.request, this.plan, manifest) = (request, plan, generator.Manifest);
        directions = plan.Kind == GridKind.Direction ? generator.Directions : null;
        using FileStream stream = File.OpenRead(request.Model);
        hash = Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>The class names, each once.</summary>
    public IReadOnlyList<string> Classes => [.. plan.Rows.SelectMany(row => row.Classes).Distinct()];

    /// <summary>How z is drawn.</summary>
    public string Truncation => string.Join(", ", plan.Truncations);

    /// <summary>The request's page with the lines around the grid.</summary>
    /// <param name="notes">What else the reader should know; lines of the footer.</param>
    public SheetPage Page(params IEnumerable<string> notes) => request.Page with
    {
        // Lines break before an option, never between it and its value.
        Header = [$"{Path.GetFileName(request.Model)} · {plan.Title}", request.Command.Replace(' ', NoBreak).Replace($"{NoBreak}--", " --")],
        Footer =
        [
            .. notes,
            .. Left(),
            $"Synthetic images. Seed{(request.Seeds.Length == 1 ? "" : "s")} {NumberList.Write(request.Seeds)}." +
                (plan.Truncations.Count > 1 ? "" : $" Truncation {Truncation}."),
            $"{(manifest.Architecture is { } architecture ? architecture + "." : "Generator")} SHA-256 {hash[..ShortHash]}…",
        ],
    };

    /// <summary>The text entries of the picture's file.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata(NeighbourReport? neighbours) =>
    [
        new("Title", plan.Title),
        new("Description", $"Synthetic images of {Path.GetFileName(request.Model)}; classes {string.Join(", ", Classes)}; " +
            $"seeds {NumberList.Write(request.Seeds)}; truncation {Truncation}"),
        new("Software", $"GanAugment {typeof(GridPlan).Assembly.GetName().Version!.ToString(3)}"),
        new("Comment", request.Command),
        new(Key, JsonOutput.Write(Document(null, neighbours))),
    ];

    /// <summary>The whole, for JSON.</summary>
    /// <param name="file">The picture's file, or null within it.</param>
    /// <param name="neighbours">What was found, or null.</param>
    public object Document(string? file, NeighbourReport? neighbours) => new
    {
        Version = 1,
        File = file,
        Kind = GridKinds.All.First(entry => entry.Kind == plan.Kind).Spelling,
        Synthetic = true,
        request.Command,
        Generator = new { File = Path.GetFileName(request.Model), Sha256 = hash, manifest.Architecture, manifest.DatasetOrigin, manifest.DatasetFingerprint },
        request.Seeds,
        Classes,
        Truncations = plan.Truncations.Select(truncation => truncation.ToString()),
        Path = plan.Path?.ToString().ToLowerInvariant(),
        plan.Positions,
        plan.Columns,
        Rows = plan.Rows.Select(row => new { row.Classes, row.Seeds, Direction = row.Direction is { } index ? Described(index) : null }),
        Neighbours = neighbours,
    };

    private object Described(int index) => new { Index = index, directions![index].Layer, Rank = directions[index].Rank + 1, directions[index].Strength };

    private IEnumerable<string> Left()
    {
        if (request.Classes.Length == 0 && Classes.Count < manifest.Classes.Count)
            yield return $"{Classes.Count} of {manifest.Classes.Count} classes; --class chooses others.";
    }
}
