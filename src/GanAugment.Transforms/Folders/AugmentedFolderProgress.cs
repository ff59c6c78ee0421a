namespace GanAugment.Transforms.Folders;

/// <summary>How far the writing of a folder is.</summary>
/// <param name="Done">Images that are there, those of an interrupted run included.</param>
/// <param name="All">Images that there will be.</param>
public readonly record struct AugmentedFolderProgress(long Done, long All);
