using GanAugment.Filtering;
using Microsoft.ML;

namespace GanAugment.Transforms.Filtering;

/// <summary>A training set that came as a view: images can be put into a view like it, for a model to score.</summary>
internal sealed class ViewFilterContext : FilterContext
{
    /// <summary>Makes a view with the training data's columns whose only rows are N images [N, C, H, W] in [−1, 1]. Their label is that of the first class,
    /// everything else is missing.</summary>
    public required Func<int, float[], IDataView> View { get; init; }
}
