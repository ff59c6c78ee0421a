using GanAugment.Data;

namespace GanAugment.Generation;

/// <summary>Makes a generator out of labelled images. An augmentation that is given one trains inside its own fit, so that in cross-validation every fold
/// has a generator that never saw the images it is tested on.</summary>
public interface IGeneratorTrainer
{
    /// <summary>Trains on some images; calls are independent of each other.</summary>
    /// <param name="images">The training images, at least one of each class.</param>
    /// <param name="cancellation">Stops training.</param>
    /// <returns>A generator with a class of the same name for each class of <paramref name="images"/>; the caller disposes it.</returns>
    /// <exception cref="GanAugmentException">The images or the trainer's options cannot work, or training failed.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped.</exception>
    IConditionalGenerator Train(ILabelledImageSource images, CancellationToken cancellation = default);
}
