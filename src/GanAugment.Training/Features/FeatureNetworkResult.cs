namespace GanAugment.Training.Features;

/// <summary>A trained feature network.</summary>
/// <param name="File">The ONNX file.</param>
/// <param name="Sha256">Its SHA-256, as 64 lower-case hexadecimal digits.</param>
/// <param name="Options">How it was trained.</param>
/// <param name="Loss">Mean loss of the last steps.</param>
/// <param name="Accuracy">Share of the images of the last steps that were recognised, 0 … 1; they are training images, so it says nothing of others.</param>
public sealed record FeatureNetworkResult(string File, string Sha256, FeatureNetworkOptions Options, double Loss, double Accuracy);
