namespace GanAugment.Transforms.Comparison;

/// <summary>What is done when evaluation images are also among the training images, or the generator was trained on them.</summary>
public enum SharedImages
{
    /// <summary>The comparison is refused.</summary>
    Refuse,

    /// <summary>They are left out of the evaluation, and the report says how many.</summary>
    LeaveOut,
}
