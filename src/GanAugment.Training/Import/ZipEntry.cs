namespace GanAugment.Training.Import;

/// <summary>A file that lies uncompressed in a zip archive.</summary>
/// <param name="Name">Its name: a text to compare, never a path to open.</param>
/// <param name="Offset">Where its content begins in the archive.</param>
/// <param name="Length">Its size in bytes.</param>
internal sealed record ZipEntry(string Name, long Offset, long Length);
