using GanAugment.Generation;
using GanAugment.Provenance;
using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Transforms;

/// <summary>A generator file run by ONNX Runtime. Only load files from sources you trust.</summary>
/// <remarks>
/// The contract: inputs z float [N, Z] and y float [N, K], output image float [N, C, H, W] in [−1, 1], N free, and a <see cref="GeneratorManifest"/> in
/// the metadata or in a file beside the ONNX file (<see cref="ManifestFile"/>). A file with batch statistics of several truncations
/// (<see cref="GeneratorManifest.StatisticsSets"/>) has a third input, truncation float [N]: per row the factor in [0, 1] that its z was scaled with, between
/// whose neighbouring sets the statistics are interpolated. It does not truncate z.
/// The application chooses the native library: it references Microsoft.ML.OnnxRuntime (CPU) or Microsoft.ML.OnnxRuntime.Gpu (CUDA).
/// </remarks>
public sealed class OnnxConditionalGenerator : IConditionalGenerator
{
    private readonly BoundGraph graph;
    private readonly Lazy<LatentDirections?> directions;
    private readonly Lazy<TrainingImageIndex?> trainingImages;

    internal OnnxConditionalGenerator(InferenceSession session, int? gpuDeviceId, string origin, GeneratorManifest manifest)
    {
        GpuDeviceId = gpuDeviceId;
        Manifest = manifest;
        if (Manifest.Graph?.Source is not null)
            throw new GeneratorException("The ONNX file translates images, it makes none of latents alone.", $"The file is '{origin}'.",
                "Load it with OnnxImageTranslator.");
        graph = new BoundGraph(session, Manifest, origin, gpuDeviceId is not null);
        // Nobody but an editor needs them, so nobody else should fail where they are damaged.
        directions = new Lazy<LatentDirections?>(() => GeneratorContract.Directions(session, Manifest, origin));
        trainingImages = new Lazy<TrainingImageIndex?>(() => GeneratorContract.TrainingImages(session, origin));
    }

    /// <inheritdoc/>
    public GeneratorManifest Manifest { get; }

    /// <inheritdoc/>
    /// <exception cref="GeneratorException">The file's directions cannot be read.</exception>
    public LatentDirections? Directions => directions.Value;

    /// <inheritdoc/>
    /// <exception cref="GeneratorException">The file's index of training images cannot be read.</exception>
    public TrainingImageIndex? TrainingImages => trainingImages.Value;

    /// <summary>The CUDA device that it runs on; null is the CPU.</summary>
    public int? GpuDeviceId { get; }

    /// <summary>Opens a generator file.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="gpuDeviceId">The CUDA device; null is the CPU.</param>
    /// <param name="fallbackToCpu">Whether to go on with the CPU where the device cannot be used.</param>
    /// <exception cref="GeneratorException">The file is missing, is no ONNX file or no generator, the device cannot be used, or ONNX Runtime's native
    /// library is missing.</exception>
    public static OnnxConditionalGenerator Load(string path, int? gpuDeviceId = null, bool fallbackToCpu = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        GeneratorManifest? beside = GeneratorContract.Beside(path);
        return Load(options => new InferenceSession(path, options), path, gpuDeviceId, fallbackToCpu, beside);
    }

    /// <summary>Opens a generator from the bytes of its file.</summary>
    /// <param name="model">The ONNX file's bytes.</param>
    /// <param name="gpuDeviceId">The CUDA device; null is the CPU.</param>
    /// <param name="fallbackToCpu">Whether to go on with the CPU where the device cannot be used.</param>
    /// <exception cref="GeneratorException">The bytes are no ONNX file or no generator, the device cannot be used, or ONNX Runtime's native library is
    /// missing.</exception>
    public static OnnxConditionalGenerator Load(byte[] model, int? gpuDeviceId = null, bool fallbackToCpu = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ExternalWeights.Check(model, $"{model.Length} bytes in memory", "generator");
        return Load(options => new InferenceSession(model, options), $"{model.Length} bytes in memory", gpuDeviceId, fallbackToCpu);
    }

    /// <summary>Opens a generator from a stream, which is read to its end and stays open.</summary>
    /// <param name="model">The ONNX file's bytes.</param>
    /// <param name="gpuDeviceId">The CUDA device; null is the CPU.</param>
    /// <param name="fallbackToCpu">Whether to go on with the CPU where the device cannot be used.</param>
    /// <exception cref="GeneratorException">The bytes are no ONNX file or no generator, the device cannot be used, or ONNX Runtime's native library is
    /// missing.</exception>
    public static OnnxConditionalGenerator Load(Stream model, int? gpuDeviceId = null, bool fallbackToCpu = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var bytes = new MemoryStream();
        model.CopyTo(bytes);
        return Load(bytes.ToArray(), gpuDeviceId, fallbackToCpu);
    }

    /// <inheritdoc/>
    /// <exception cref="GeneratorException">ONNX Runtime failed.</exception>
    public void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images) => graph.Run(count, [], z, y, [], images);

    /// <inheritdoc/>
    /// <exception cref="GeneratorException">ONNX Runtime failed.</exception>
    public void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, ReadOnlySpan<float> truncation, Span<float> images)
    {
        if (truncation.Length < count) throw new ArgumentException($"{count} images need {count} truncations.", nameof(truncation));
        graph.Run(count, [], z, y, truncation, images);
    }

    /// <inheritdoc/>
    public void Dispose() => graph.Dispose();

    private static OnnxConditionalGenerator Load(
        Func<SessionOptions, InferenceSession> open, string origin, int? gpuDeviceId, bool fallbackToCpu, GeneratorManifest? beside = null)
    {
        InferenceSession session = GeneratorSession.Open(open, origin, ref gpuDeviceId, fallbackToCpu);
        try
        {
            return new OnnxConditionalGenerator(session, gpuDeviceId, origin, GeneratorContract.Read(session, origin, beside));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
