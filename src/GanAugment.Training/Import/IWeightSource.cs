namespace GanAugment.Training.Import;

/// <summary>The weights of a network under this project's names, wherever they come from.</summary>
internal interface IWeightSource
{
    /// <summary>The file, for messages.</summary>
    string Origin { get; }

    /// <summary>The names of all tensors.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>The shape of a tensor, or null where there is none.</summary>
    long[]? ShapeOf(string name);

    /// <summary>The numbers of a tensor in row-major order.</summary>
    float[] Read(string name);
}
