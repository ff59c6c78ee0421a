namespace GanAugment.Reporting;

/// <summary>One row of a contact sheet.</summary>
/// <param name="Images">[N, C, H, W], 0 … 255.</param>
/// <param name="Caption">To the left of the images; empty for none.</param>
/// <param name="ImageCaptions">Below the images; fewer than there are images leave the last ones without.</param>
/// <param name="Apart">Whether the row stands apart from the one before it.</param>
internal sealed record SheetRow(byte[] Images, string Caption, IReadOnlyList<string> ImageCaptions, bool Apart);
