namespace GanAugment.Data;

/// <summary>How far a download has come.</summary>
/// <param name="File">The name of the file, without folder.</param>
/// <param name="Received">Bytes on the disk, those of an earlier, interrupted attempt included.</param>
/// <param name="Total">Bytes of the whole file; null while the server has not said.</param>
public readonly record struct DownloadProgress(string File, long Received, long? Total)
{
    /// <summary>0 … 1; null while the total is unknown.</summary>
    public double? Fraction => Total is > 0 ? (double)Received / Total.Value : null;
}
