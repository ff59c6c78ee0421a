using GanAugment.Generation;
using GanAugment.Training.Export;

namespace GanAugment.Cli;

/// <summary>What <c>export</c> was asked for.</summary>
internal sealed record ExportRequest
{
    /// <summary>The run, the folder of an import, or the snapshot.</summary>
    public required string Source { get; init; }

    /// <summary>The file to write.</summary>
    public required string Output { get; init; }

    /// <summary>The form of a state dict; null exports ONNX.</summary>
    public required StateDictFormat? StateDict { get; init; }

    /// <summary>The discriminator's file, or null where it goes by the usual name.</summary>
    public required string? Discriminator { get; init; }

    /// <summary>Whether the generator is written alone.</summary>
    public required bool IsAlone { get; init; }

    /// <summary>The licence of the training images, or null.</summary>
    public required string? Licence { get; init; }

    /// <summary>The truncation whose statistics a state dict gets, or null.</summary>
    public required Truncation? Truncation { get; init; }

    /// <summary>Whether files may be replaced.</summary>
    public required bool Replaces { get; init; }

    /// <summary>Whether it is only said what would be written.</summary>
    public required bool DryRun { get; init; }

    /// <summary>Whether the result is printed as JSON.</summary>
    public required bool Json { get; init; }

    /// <summary>Refuses a file that exists and must not be replaced.</summary>
    /// <exception cref="OptionException">It is such a file.</exception>
    public void Check(string path, string option)
    {
        if (File.Exists(path) && !Replaces)
            throw new OptionException("The file exists already.", $"It is '{path}', {option}.", "Give another name, or --force to replace it.");
    }
}
