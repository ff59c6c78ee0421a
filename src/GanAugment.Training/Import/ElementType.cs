namespace GanAugment.Training.Import;

/// <summary>The kinds of numbers that checkpoints hold.</summary>
internal enum ElementType
{
    /// <summary>32 bits, IEEE 754.</summary>
    Float32,

    /// <summary>16 bits, IEEE 754.</summary>
    Float16,

    /// <summary>The upper half of a 32-bit float.</summary>
    BFloat16,

    /// <summary>64 bits, IEEE 754.</summary>
    Float64,

    /// <summary>64 bits, signed.</summary>
    Int64,

    /// <summary>32 bits, signed.</summary>
    Int32,

    /// <summary>16 bits, signed.</summary>
    Int16,

    /// <summary>8 bits, signed.</summary>
    Int8,

    /// <summary>8 bits, unsigned.</summary>
    UInt8,

    /// <summary>One byte, 0 or 1.</summary>
    Boolean,
}
