namespace GanAugment.Filtering;

/// <summary>A condition on synthetic images: only those that it approves of become rows. Several filters must all approve.</summary>
/// <remarks>A filter is a description and can be used for many training sets; what it learns of one of them is in the judge.</remarks>
public interface IImageFilter
{
    /// <summary>What it asks for, in a few words, for tables and logs.</summary>
    string Name { get; }

    /// <summary>Gets ready for one training set: learns thresholds from its real images, or from images that are drawn for the purpose.</summary>
    /// <param name="context">The training set and the generator.</param>
    /// <exception cref="GanAugmentException">The filter cannot work with this training set.</exception>
    IImageJudge Prepare(FilterContext context);
}
