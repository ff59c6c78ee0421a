namespace GanAugment.Training.Import;

/// <summary>How the numbers of a tensor are arranged in a Hugging Face checkpoint.</summary>
internal enum HuggingFaceLayout
{
    /// <summary>As here.</summary>
    Same,

    /// <summary>One row of statistics per truncation.</summary>
    Statistics,

    /// <summary>A column per class.</summary>
    Transposed,

    /// <summary>A row per output; columns for z, then for the class.</summary>
    Conditional,

    /// <summary>As <see cref="Conditional"/>, and rows for (4, 4, C).</summary>
    FirstWeight,

    /// <summary>For (4, 4, C).</summary>
    FirstBias,

    /// <summary>Rows for more maps than the image has.</summary>
    Image,
}
