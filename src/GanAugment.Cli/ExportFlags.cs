using System.CommandLine;
using GanAugment.Generation;
using GanAugment.Training.Export;

namespace GanAugment.Cli;

/// <summary>The arguments of <c>export</c>.</summary>
internal sealed class ExportFlags
{
    private const string Onnx = "onnx", PyTorch = "pytorch", Safetensors = "safetensors";

    private readonly Argument<string> run = new("RUN")
    {
        Description = "A run's folder (its best snapshot is taken), a folder that import wrote, or the .json file of a snapshot.",
    };

    private readonly Option<string> format = new("--format")
    {
        Description = "onnx, to generate with; safetensors or pytorch (.pth), a state dict with the names of ajbrock/BigGAN-PyTorch.",
        HelpName = "onnx|safetensors|pytorch",
        DefaultValueFactory = _ => Onnx,
    };

    private readonly Option<string?> output = new("--output", "-o")
    {
        Description = "The file to write; generator.onnx and so on when not given.", HelpName = "FILE",
    };

    private readonly Option<string?> discriminator = new("--discriminator")
    {
        Description = "The file for the discriminator, which tells filters how real an image is; discriminator.onnx beside the generator when not given.",
        HelpName = "FILE",
    };

    private readonly Option<bool> alone = new("--no-discriminator") { Description = "Write the generator alone." };
    private readonly Option<string?> licence = new("--data-licence")
    {
        Description = "The licence of the training images, for the manifest.", HelpName = "TEXT",
    };

    private readonly Option<Truncation?> truncation =
        TruncationOption.CreateOptional("The truncation whose statistics a state dict gets, of a model with a set for each.");

    private readonly Option<bool> force = new("--force") { Description = "Replace files that exist." };
    private readonly Option<bool> dryRun = DryRun.Create("Say what would be exported, and write nothing.");
    private readonly Option<bool> json = new("--json") { Description = "Print the manifest, or what the state dict is loaded with, as JSON." };

    public ExportFlags() => format.AcceptOnlyFromAmong(Onnx, Safetensors, PyTorch);

    /// <summary>Adds the arguments to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(run);
        foreach (Option option in (Option[])[format, output, discriminator, alone, licence, truncation, force, dryRun, json]) command.Add(option);
    }

    /// <summary>The values.</summary>
    /// <exception cref="OptionException">Some do not go together, or the file must not be replaced.</exception>
    public ExportRequest Read(ParseResult parsed)
    {
        string kind = parsed.GetRequiredValue(format);
        var request = new ExportRequest
        {
            Source = parsed.GetRequiredValue(run),
            Output = Path.GetFullPath(parsed.GetValue(output) ?? $"generator.{(kind == PyTorch ? "pth" : kind)}"),
            StateDict = kind switch { PyTorch => StateDictFormat.PyTorch, Safetensors => StateDictFormat.Safetensors, _ => null },
            Discriminator = parsed.GetValue(discriminator),
            IsAlone = parsed.GetValue(alone),
            Licence = parsed.GetValue(licence),
            Truncation = parsed.GetValue(truncation),
            Replaces = parsed.GetValue(force),
            DryRun = parsed.GetValue(dryRun),
            Json = parsed.GetValue(json),
        };
        request.Check(request.Output, "--output");
        if (request is { StateDict: null, Truncation: not null })
            throw new OptionException("An ONNX file has the statistics of every truncation.", "It was given with --truncation.",
                "Leave it out: the file's input 'truncation' chooses.");
        if (request.Discriminator is not null && (request.StateDict is not null || request.IsAlone))
            throw new OptionException("There is no discriminator to write.", "--discriminator was given for a state dict, or with --no-discriminator.",
                "Give one of the two, with --format onnx.");
        return request;
    }
}
