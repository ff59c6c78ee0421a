using GanAugment.Generation;

namespace GanAugment.Transforms.Candidates;

/// <summary>Which images of the generator the classes of a plan draw from.</summary>
internal sealed class ImageAddresses
{
    // More rows than any class can have (SyntheticRows counts in 32 bits), the same number for images apart, and room for classes that share a stream.
    private const int RowBits = 40;

    /// <summary>How many candidates a class has.</summary>
    public const long Rows = 1L << (RowBits - 1);

    private readonly int[] generatorClasses;
    private readonly long[] firstRows;
    private readonly Truncation[] truncations;

    /// <param name="classes">The names of the plan's classes.</param>
    /// <param name="generatorClasses">For each class of the plan the generator's class index; −1 where no image is needed.</param>
    /// <param name="options">Truncation, per class where it says so.</param>
    /// <exception cref="OptionException">A truncation is given for a class that the data lacks.</exception>
    public ImageAddresses(IReadOnlyList<string> classes, int[] generatorClasses, BigGanAugmentationOptions options)
    {
        this.generatorClasses = generatorClasses;
        IReadOnlyDictionary<string, Truncation> perClass = options.TruncationPerClass ?? new Dictionary<string, Truncation>();
        if (perClass.Keys.FirstOrDefault(name => !classes.Contains(name)) is { } unknown)
            throw new OptionException(
                $"TruncationPerClass names the class '{unknown}', which the training data lacks.",
                $"The training data has '{string.Join("', '", classes.Take(20))}'.",
                "Use the names of the training data; upper and lower case differ.");
        truncations = [.. classes.Select(name => perClass.TryGetValue(name, out Truncation own) ? own : options.Truncation)];

        // Two classes of the data may be one of the generator: each draws rows of its own, else they would share their images.
        firstRows = new long[generatorClasses.Length];
        var users = new Dictionary<int, long>();
        for (int c = 0; c < generatorClasses.Length; c++)
        {
            long before = users.GetValueOrDefault(generatorClasses[c]);
            firstRows[c] = before << RowBits;
            users[generatorClasses[c]] = before + 1;
        }
    }

    /// <summary>The address of an image.</summary>
    /// <param name="planClass">The class, an index into the plan.</param>
    /// <param name="row">Which image of the class, 0 or more.</param>
    public ImageAddress Of(int planClass, long row) => new(generatorClasses[planClass], firstRows[planClass] + row, truncations[planClass]);

    /// <summary>The address of an image that is never a candidate.</summary>
    /// <param name="planClass">The class, an index into the plan.</param>
    /// <param name="row">Which image of the class, 0 or more.</param>
    public ImageAddress Apart(int planClass, long row) => Of(planClass, Rows + row);
}
