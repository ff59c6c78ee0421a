namespace GanAugment.Data;

/// <summary>A file of a well-known data set: its name, its SHA-256 in hexadecimal, and the addresses it can be had from, the first first.</summary>
internal sealed record DatasetFile(string Name, string Sha256, IReadOnlyList<Uri> Addresses);
