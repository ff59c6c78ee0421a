namespace GanAugment.Generation;

/// <summary>How a file takes classes.</summary>
public sealed record LabelBinding
{
    /// <summary>The input.</summary>
    public string Name { get; init; } = "y";

    /// <summary>One number for each class, or one for all.</summary>
    public LabelForm Form { get; init; } = LabelForm.OneHot;
}
