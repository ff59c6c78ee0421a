namespace GanAugment.Transforms.Rows;

/// <summary>Where synthetic rows stand among the real ones.</summary>
public enum SyntheticRowPlacement
{
    /// <summary>Spread evenly: trainers that take rows in order (averaged perceptron, SDCA) learn worse from a block at the end.</summary>
    Interleaved,

    /// <summary>All after the last real row.</summary>
    Appended,
}
