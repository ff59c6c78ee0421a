namespace GanAugment.Training.Import.Pickle;

/// <summary>What a name of Python code that a state dict may mention stands for here. Nothing but these names is known; none of them is ever looked
/// up.</summary>
internal enum PickleGlobal
{
    /// <summary>An ordered dictionary.</summary>
    OrderedDictionary,

    /// <summary>A tuple of sizes.</summary>
    Size,

    /// <summary>A tensor from storage, start, shape and strides.</summary>
    Tensor,

    /// <summary>A parameter: its tensor.</summary>
    Parameter,
}
