namespace GanAugment.Reporting;

/// <summary>The colours of a sheet with captions.</summary>
public enum SheetTheme
{
    /// <summary>Dark text on white.</summary>
    Light,

    /// <summary>Light text on near-black.</summary>
    Dark,
}
