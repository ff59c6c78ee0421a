namespace GanAugment.Benchmarks.Comparison;

/// <summary>What a process of a comparison repeats.</summary>
internal enum Work
{
    /// <summary>One training iteration: as many discriminator updates as asked for, one generator update, one update of the moving average.</summary>
    Training,

    /// <summary>One batch of the generator: our exported file, or the reference's network.</summary>
    Generator,

    /// <summary>One batch of a file that was exported without any folding.</summary>
    PlainExport,
}
