namespace GanAugment.Training.Features;

/// <summary>What the file of a feature network says of itself, in the ONNX metadata entry <c>ganaugment.classifier</c>.</summary>
/// <param name="Version">The version of this document's format.</param>
/// <param name="Channels">Image channels.</param>
/// <param name="Height">Image height in pixels.</param>
/// <param name="Width">Image width in pixels.</param>
/// <param name="Classes">Class names in the order of the outputs.</param>
/// <param name="TrainingImagesPerClass">In class order.</param>
/// <param name="DatasetFingerprint">SHA-256 over the training images and labels.</param>
/// <param name="DatasetOrigin">Where they came from.</param>
/// <param name="Options">How it was trained.</param>
/// <param name="Tool">Name and version of the program.</param>
internal sealed record FeatureNetworkManifest(int Version, int Channels, int Height, int Width, IReadOnlyList<string> Classes,
    IReadOnlyList<int> TrainingImagesPerClass, string DatasetFingerprint, string DatasetOrigin, FeatureNetworkOptions Options, string Tool)
{
    /// <summary>The ONNX metadata key.</summary>
    public const string MetadataKey = "ganaugment.classifier";
}
