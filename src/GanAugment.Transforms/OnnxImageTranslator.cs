using GanAugment.Generation;
using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Transforms;

/// <summary>An image-to-image generator run by ONNX Runtime: an image and the class wanted → an image. Only load files from sources you trust.</summary>
/// <remarks>Its manifest has a <see cref="GraphBinding.Source"/>; see docs/onnx-contract.md.</remarks>
public sealed class OnnxImageTranslator : IImageTranslator
{
    private readonly BoundGraph graph;

    internal OnnxImageTranslator(InferenceSession session, int? gpuDeviceId, string origin, GeneratorManifest manifest)
    {
        Manifest = manifest;
        if (Manifest.Graph?.Source is null)
            throw new GeneratorException("The ONNX file makes images of latents, it translates none.", $"The file is '{origin}'.",
                "Load it with OnnxConditionalGenerator, or name its image input as graph.source in the manifest.");
        graph = new BoundGraph(session, Manifest, origin, gpuDeviceId is not null);
    }

    /// <inheritdoc/>
    public GeneratorManifest Manifest { get; }

    /// <summary>Opens a translator file; its manifest is in the metadata or in a file beside it (<see cref="ManifestFile.Beside"/>).</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="gpuDeviceId">The CUDA device; null is the CPU.</param>
    /// <param name="fallbackToCpu">Whether to go on with the CPU where the device cannot be used.</param>
    /// <exception cref="GeneratorException">The file is missing or no translator, the device cannot be used, or ONNX Runtime's native library is missing.
    /// </exception>
    public static OnnxImageTranslator Load(string path, int? gpuDeviceId = null, bool fallbackToCpu = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        GeneratorManifest? beside = GeneratorContract.Beside(path);
        InferenceSession session = GeneratorSession.Open(options => new InferenceSession(path, options), path, ref gpuDeviceId, fallbackToCpu);
        try
        {
            return new OnnxImageTranslator(session, gpuDeviceId, path, GeneratorContract.Read(session, path, beside));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="GeneratorException">ONNX Runtime failed.</exception>
    public void Translate(int count, ReadOnlySpan<float> sources, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images) =>
        graph.Run(count, sources, z, y, [], images);

    /// <inheritdoc/>
    public void Dispose() => graph.Dispose();
}
