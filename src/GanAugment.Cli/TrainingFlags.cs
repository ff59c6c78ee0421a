using System.CommandLine;
using System.Text.Json;
using GanAugment.Training;

namespace GanAugment.Cli;

/// <summary>The options of <c>train</c>. A flag wins over the file given with <c>--options</c>, which wins over the defaults or the preset.</summary>
internal sealed class TrainingFlags
{
    private readonly Option<string?> preset = new("--preset")
    {
        Description = $"Where to begin: {string.Join(", ", TrainingOptions.Presets.Keys)}.", HelpName = "NAME",
    };

    private readonly Option<string?> file = new("--options") { Description = "A training_options.json of an earlier run, or part of one.", HelpName = "FILE" };
    private readonly Option<string?> initial = new("--init-from")
    {
        Description = "Networks to begin with: a run, a snapshot or an import, whatever classes it knows.", HelpName = "PATH",
    };

    private readonly Option<string?> features = new("--features")
    {
        Description = "An ONNX feature network to measure snapshots with: image [N, 1 or 3, H, W] to vector.", HelpName = "FILE",
    };

    private readonly Option<AlarmAction?> onCollapse = new("--on-collapse")
    {
        Description = "What happens at a sign of collapse: warn, stop, or rollBack to the best snapshot.", HelpName = "ACTION",
    };

    private readonly Option<int?> steps = new("--steps") { Description = "Generator updates.", HelpName = "N" };
    private readonly Option<int?> batch = new("--batch") { Description = "Images per gradient.", HelpName = "N" };
    private readonly Option<int?> baseChannels = new("--base-channels") { Description = "Width: feature maps have four times as many channels.",
        HelpName = "N" };
    private readonly Option<long?> seed = new("--seed") { Description = "Fixes weights, latents and the order of images.", HelpName = "SEED" };
    private readonly Option<string?> device = new("--device") { Description = "cpu or cuda.", HelpName = "DEVICE" };
    private readonly Option<int?> threads = new("--threads") { Description = "Threads of the tensor library.", HelpName = "N" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[preset, file, initial, features, onCollapse, steps, batch, baseChannels, seed, device,
            threads]) command.Add(option);
    }

    /// <summary>The last step when it was given.</summary>
    public int? Steps(ParseResult parsed) => parsed.GetValue(steps);

    /// <summary>File and flags as options.</summary>
    public TrainingOptions Read(ParseResult parsed)
    {
        TrainingOptions options = parsed.GetValue(preset) is { } name ? Preset(name) : new TrainingOptions();
        if (parsed.GetValue(file) is { } path) options = ReadFile(path, options);
        return options with
        {
            InitialGenerator = parsed.GetValue(initial) is not { } from ? options.InitialGenerator
                : (options.InitialGenerator ?? new() { From = from }) with { From = from, KeepShape = true },
            FeatureNetwork = parsed.GetValue(features) ?? options.FeatureNetwork,
            Collapse = options.Collapse with { Action = parsed.GetValue(onCollapse) ?? options.Collapse.Action },
            Steps = parsed.GetValue(steps) ?? options.Steps,
            BatchSize = parsed.GetValue(batch) ?? options.BatchSize,
            BaseChannels = parsed.GetValue(baseChannels) ?? options.BaseChannels,
            Seed = parsed.GetValue(seed) ?? options.Seed,
            Device = parsed.GetValue(device) ?? options.Device,
            Threads = parsed.GetValue(threads) ?? options.Threads,
        };
    }

    /// <summary>Options that were given in one word: a preset, or a file with options.</summary>
    /// <param name="option">The command's option that they were given with.</param>
    /// <param name="text">The name of a preset, or a path.</param>
    /// <exception cref="OptionException">It is neither.</exception>
    public static TrainingOptions Named(string option, string text) =>
        TrainingOptions.Presets.TryGetValue(text, out TrainingOptions? preset) ? preset
        : File.Exists(text) ? ReadFile(text, new TrainingOptions(), option)
        : throw new OptionException($"There is no file '{text}', nor a preset of that name.", $"It was given with {option}.",
            $"Give a file, or one of {string.Join(", ", TrainingOptions.Presets.Keys)}.");

    private static TrainingOptions Preset(string name) => TrainingOptions.Presets.TryGetValue(name, out TrainingOptions? preset) ? preset
        : throw new OptionException($"There is no preset '{name}'.", "It was given with --preset.",
            $"The presets are {string.Join(", ", TrainingOptions.Presets.Keys)}.");

    // A run's own file holds the whole plan, with the options as one part.
    private static TrainingOptions ReadFile(string path, TrainingOptions basis, string option = "--options")
    {
        string json;
        try
        {
            json = File.ReadAllText(path);
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("options", out JsonElement options))
                json = options.GetRawText();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new OptionException($"The training options cannot be read: {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}.",
                $"They are in '{path}', given with {option}.", "Give a training_options.json that a run wrote.", e);
        }

        return TrainingOptions.Parse(json, path, basis);
    }
}
