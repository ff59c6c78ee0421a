namespace GanAugment.Training.Import;

/// <summary>A run of numbers in a file that one or more tensors look at.</summary>
/// <param name="Key">Its name in the container.</param>
/// <param name="Type">The kind of its numbers.</param>
/// <param name="Count">How many numbers.</param>
internal sealed record TensorStorage(string Key, ElementType Type, long Count)
{
    /// <summary>Where it begins in the file, once the container has found it; −1 before.</summary>
    public long Offset { get; set; } = -1;

    /// <summary>Its bytes in the file.</summary>
    public long Length => checked(Count * Type.Size());
}
