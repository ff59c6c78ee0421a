namespace GanAugment.Transforms.Columns;

/// <summary>How images are encoded where a column holds image files.</summary>
public enum ImageFileFormat
{
    /// <summary>Without loss.</summary>
    Png,

    /// <summary>With loss, as the real images where those are JPEG: a classifier could otherwise tell synthetic images by what JPEG leaves in the others.</summary>
    Jpeg,
}
