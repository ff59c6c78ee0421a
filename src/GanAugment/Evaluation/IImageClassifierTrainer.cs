using GanAugment.Data;

namespace GanAugment.Evaluation;

/// <summary>Trains a classifier of images and gives it as an ONNX file. What trains (TorchSharp) and what uses the result (ML.NET) need not know each other.
/// </summary>
public interface IImageClassifierTrainer
{
    /// <summary>What is trained and how, in a few words that differ where results would.</summary>
    string Description { get; }

    /// <summary>Trains on some images; calls are independent of each other, and the same arguments give the same bytes on one machine.</summary>
    /// <param name="images">The training images. Classes without images are possible outputs all the same.</param>
    /// <param name="weights">What each image weighs, 0 or more; null where all weigh the same.</param>
    /// <param name="seed">Fixes initialisation and order.</param>
    /// <param name="cancellation">Stops training.</param>
    /// <returns>The file's content: input <c>image</c> float [N, C, H, W] in [−1, 1], output <c>probabilities</c> float [N, K] in class order.</returns>
    /// <exception cref="GanAugmentException">The images or the trainer's options cannot work, or training failed.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped.</exception>
    byte[] Train(ILabelledImageSource images, IReadOnlyList<float>? weights, long seed, CancellationToken cancellation = default);
}
