using GanAugment.Data;
using GanAugment.Transforms.Folders;

namespace GanAugment.Cli;

/// <summary>What <c>augment</c> was asked for.</summary>
/// <param name="Images">The training images.</param>
/// <param name="Folder">The folder to write.</param>
/// <param name="Options">What is added to them; without filters in a dry run.</param>
internal sealed record AugmentRequest(ILabelledImageSource Images, string Folder, AugmentedFolderOptions Options)
{
    /// <summary>Whether filters were asked for.</summary>
    public required bool IsFiltered { get; init; }

    /// <summary>Whether the folder may be replaced.</summary>
    public required bool Replaces { get; init; }

    /// <summary>Whether nothing is written.</summary>
    public required bool DryRun { get; init; }

    /// <summary>Whether the result is printed as JSON.</summary>
    public required bool Json { get; init; }
}
