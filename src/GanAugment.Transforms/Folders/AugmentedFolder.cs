using System.Globalization;
using System.Text;
using System.Text.Json;
using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Generation;
using GanAugment.Provenance;
using GanAugment.Reporting;
using GanAugment.Sampling;
using GanAugment.Transforms.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace GanAugment.Transforms.Folders;

/// <summary>A folder of real and synthetic images for classifiers that ML.NET does not train: one folder of PNG files per class, as every tool reads them.
/// </summary>
/// <remarks>
/// The images are those that <c>AugmentWithBigGan</c> would add with the same options. Every synthetic file is marked (<see cref="SyntheticMark"/>), and
/// <c>provenance.jsonl</c> says of every file what it is. Split off the test data first: the folder is training data and nothing else.
/// </remarks>
public sealed class AugmentedFolder : IDisposable
{
    /// <summary>The file with one line of JSON for every image: file, class, and the index of a real image or the origin of a synthetic one.</summary>
    public const string ProvenanceFile = "provenance.jsonl";

    /// <summary>The file that describes the whole, for people and for model hubs.</summary>
    public const string CardFile = "README.md";

    private readonly ILabelledImageSource data;
    private readonly AugmentedFolderOptions options;
    private readonly IDataView rows;
    private readonly Augmentation augmentation;
    private readonly GeneratorSource source;
    private readonly ClassMap classes;

    private AugmentedFolder(ILabelledImageSource data, AugmentedFolderOptions options, IDataView rows, Augmentation augmentation, GeneratorSource source)
    {
        (this.data, this.options, this.rows, this.augmentation, this.source) = (data, options, rows, augmentation, source);
        // A strategy may name classes that only the generator has.
        classes = new ClassMap(Plan.Select(quota => quota.ClassName));
        Folders = ClassFolders.Of(classes);
    }

    /// <summary>How many images of each class there will be; with filters, those that passed.</summary>
    public SamplingPlan Plan => augmentation.Rows.Plan;

    /// <summary>What the generator says of itself.</summary>
    public GeneratorManifest Generator => source.Manifest;

    /// <summary>The generator's SHA-256; see <see cref="SyntheticOrigin.Generator"/>.</summary>
    public string GeneratorFingerprint => source.Fingerprint;

    /// <summary>What the filters did; null without filters.</summary>
    public FilterReport? Filters => augmentation.Filtered?.Report;

    /// <summary>The folder of each class, in the order of <see cref="Plan"/>.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>How many files of images there will be.</summary>
    public long Images => (options.SyntheticOnly ? 0 : Plan.RealTotal) + Plan.SyntheticTotal;

    /// <summary>Resolves the strategy and, where there are filters, lets them choose. Nothing is written.</summary>
    /// <param name="data">The training images.</param>
    /// <param name="options">The options.</param>
    /// <param name="warn">Receives warnings, a sentence or two each.</param>
    /// <param name="cancellation">Stops planning, and writing later.</param>
    /// <exception cref="OptionException">No class of the data is one of the generator's, or an option cannot work.</exception>
    /// <exception cref="GeneratorException">The generator's file is missing or is none.</exception>
    public static AugmentedFolder Prepare(
        ILabelledImageSource data, AugmentedFolderOptions options, Action<string>? warn = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Strategy.FillsWithDuplicates)
            throw new OptionException("A folder of images gets no duplicates.", $"The strategy is '{options.Strategy}'.",
                "Give a strategy of synthetic images alone, such as SamplingStrategy.Ratio or Balance with MaximumSyntheticShare; let the trainer weight or repeat real images.");
        BigGanAugmentationOptions forRows = options.ForRows(cancellation);
        forRows.Check();
        var context = new MLContext();
        if (warn is not null)
            context.Log += (_, message) =>
            {
                if (message.Kind == ChannelMessageKind.Warning) warn(message.RawMessage);
            };
        IDataView rows = SourceRows.Of(context, data);
        CatalogEnvironment environment = CatalogEnvironment.Of(context.Data);
        GeneratorSource source = GeneratorSource.Open(forRows, environment);
        return new AugmentedFolder(data, options, rows, Augmentation.Of(rows, source, forRows, environment), source);
    }

    /// <summary>Writes the folder. It appears under its name when it is complete; until then it grows in <c>NAME.partial</c>, where the same call goes on
    /// after an interruption.</summary>
    /// <param name="path">The folder to make.</param>
    /// <param name="replace">Whether what is there may go.</param>
    /// <param name="progress">Told after every image.</param>
    /// <param name="cancellation">Stops between two images.</param>
    /// <exception cref="OptionException">The folder is not empty, or an unfinished one with other data or options is in the way.</exception>
    /// <exception cref="SaveException">The disk refused, or another process writes the same folder.</exception>
    public void Write(
        string path, bool replace = false, IProgress<AugmentedFolderProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using PendingFolder pending = PendingFolder.Open(path, Identity(), replace);
        AtomicFile.Write(Path.Combine(pending.Root, ProvenanceFile), stream =>
        {
            using var lines = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            WriteImages(pending.Root, lines, progress, cancellation);
        });
        Card().Save(Path.Combine(pending.Root, CardFile));
        pending.Complete();
    }

    /// <summary>Frees the generated images.</summary>
    public void Dispose() => augmentation.Dispose();

    private void WriteImages(string root, StreamWriter lines, IProgress<AugmentedFolderProgress>? progress, CancellationToken cancellation)
    {
        IDataView all = augmentation.AddTo(rows);
        DataViewSchema schema = all.Schema;
        using DataViewRowCursor cursor = all.GetRowCursor(
            [schema[AugmentedFolderOptions.ImageColumn], schema[AugmentedFolderOptions.LabelColumn], schema[AugmentedFolderOptions.OriginColumn]]);
        var image = cursor.GetGetter<VBuffer<byte>>(schema[AugmentedFolderOptions.ImageColumn]);
        var label = cursor.GetGetter<ReadOnlyMemory<char>>(schema[AugmentedFolderOptions.LabelColumn]);
        var origin = cursor.GetGetter<ReadOnlyMemory<char>>(schema[AugmentedFolderOptions.OriginColumn]);
        VBuffer<byte> pixels = default;
        ReadOnlyMemory<char> className = default, from = default;
        var synthetic = new int[classes.Count];
        int[] order = SourceRows.Order(data);
        long done = 0;
        for (int row = 0; cursor.MoveNext(); row++)
        {
            cancellation.ThrowIfCancellationRequested();
            label(ref className);
            origin(ref from);
            bool isReal = from.IsEmpty;
            if (isReal && options.SyntheticOnly) continue;
            int index = isReal ? order[row] : -1;
            int c = classes.IndexOf(className.ToString());
            string name = string.Create(CultureInfo.InvariantCulture, $"{Folders[c]}/{(isReal ? $"real-{index:D6}" : $"synthetic-{synthetic[c]++:D6}")}.png");
            string file = Path.Combine(root, name);
            SyntheticOrigin? made = isReal ? null : SyntheticOrigin.Parse(from.ToString());
            // What an interrupted run has written is complete. An image that is not asked for is not generated.
            if (!File.Exists(file))
            {
                image(ref pixels);
                byte[] png = PngEncoder.Encode(data.Shape, [.. pixels.DenseValues()]);
                AtomicFile.WriteAllBytes(file, made is null ? png : SyntheticMark.Add(png, made));
            }

            lines.WriteLine(Line(name, classes[c], isReal ? index : null, made));
            progress?.Report(new AugmentedFolderProgress(++done, Images));
        }
    }

    private static string Line(string file, string className, int? index, SyntheticOrigin? origin)
    {
        var line = new Dictionary<string, object?> { ["file"] = file, ["class"] = className, ["synthetic"] = origin is not null };
        if (index is not null) line["index"] = index;
        string json = JsonSerializer.Serialize(line, Json);
        return origin is null ? json : $"{json[..^1]},\"origin\":{origin.ToJson()}}}";
    }

    // Not called after the folder: the same images have the same card.
    private DataCard Card() => new()
    {
        Title = $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(data.Origin))}, augmented",
        Classes = classes,
        RealPerClass = [.. Plan.Select(quota => options.SyntheticOnly ? 0 : quota.Real)],
        SyntheticPerClass = [.. Plan.Select(quota => quota.Synthetic)],
        Shape = data.Shape,
        Generator = Generator,
        GeneratorSha256 = source.Fingerprint[(source.Fingerprint.IndexOf(':', StringComparison.Ordinal) + 1)..],
        Truncation = options.Truncation.ToString(),
        Seed = options.Seed,
        RealOrigin = data.Origin,
        Plan = options.MaximumSyntheticShare is { } share ? FormattableString.Invariant($"{Plan.Strategy}, at most {100 * share:0.#} % synthetic") : Plan.Strategy.ToString(),
        Filters = Filters is { } report ? string.Join("; ", report.Filters) + FormattableString.Invariant(
            $": {report.Sum(c => c.Accepted)} of {report.Sum(c => c.Candidates)} images passed") : null,
        Licence = options.Licence,
        Figures = options.Evaluation?.Figures ?? [],
        Audits = options.Evaluation?.Copies ?? [],
        ProvenanceFile = ProvenanceFile,
    };

    private string Identity() => string.Join('\n',
        (string[])[$"generator: {source.Fingerprint}", $"data: {DatasetFingerprint.Compute(data)}", .. options.Described()]) + "\n";

    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
