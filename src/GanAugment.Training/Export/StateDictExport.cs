namespace GanAugment.Training.Export;

/// <summary>A published state dict.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Arguments">What the class that loads it is constructed with.</param>
public sealed record StateDictExport(string Path, long Bytes, ReferenceArguments Arguments);
