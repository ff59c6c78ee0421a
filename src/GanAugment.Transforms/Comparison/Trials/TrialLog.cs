using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>The finished classifiers of a comparison, kept in a file after each, so that one that was killed goes on where it was.</summary>
/// <remarks>The file is replaced as a whole: a reader, or the next process, sees the lines before or the lines after, never half of one. Lines of other
/// comparisons stay where they are.</remarks>
internal sealed class TrialLog
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "results.jsonl";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string? file;
    private readonly StringBuilder lines = new();
    private readonly Dictionary<(long Seed, string Setting), TrialRecord> records = [];

    /// <param name="folder">Where the file is; null keeps nothing.</param>
    /// <param name="key">Names the comparison.</param>
    /// <exception cref="DatasetException">The file is there and holds something else.</exception>
    public TrialLog(string? folder, string key)
    {
        Key = key;
        if (folder is null) return;
        file = Path.Combine(folder, FileName);
        if (!File.Exists(file)) return;
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            TrialRecord? record;
            try
            {
                record = JsonSerializer.Deserialize<TrialRecord>(line, Json);
            }
            catch (JsonException e)
            {
                throw new DatasetException($"Line {number} of the stored results cannot be read.", $"The file is '{file}'.",
                    "Remove the line, or the file to begin again.", e);
            }

            lines.Append(line).Append('\n');
            if (record!.Key == key) records[(record.Seed, record.Setting)] = record;
        }
    }

    /// <summary>Names the comparison.</summary>
    public string Key { get; }

    public TrialRecord? Find(long seed, ArmSetting setting) => records.GetValueOrDefault((seed, setting.ToString()));

    /// <summary>Adds a classifier and waits until it is on the disk.</summary>
    /// <exception cref="SaveException">It cannot be written.</exception>
    public void Add(TrialRecord record)
    {
        records[(record.Seed, record.Setting)] = record with { Key = Key };
        if (file is null) return;
        lines.Append(JsonSerializer.Serialize(record with { Key = Key }, Json)).Append('\n');
        AtomicFile.WriteAllText(file, lines.ToString());
    }
}
