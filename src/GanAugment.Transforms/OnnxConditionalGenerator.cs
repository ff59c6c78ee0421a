using System.Collections.Concurrent;
using GanAugment.Generation;
using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Transforms;

/// <summary>A generator file run by ONNX Runtime. Only load files from sources you trust.</summary>
/// <remarks>
/// The contract: inputs z float [N, Z] and y float [N, K], output image float [N, C, H, W] in [−1, 1], N free, and a <see cref="GeneratorManifest"/> in
/// the metadata. A file with batch statistics of several truncations (<see cref="GeneratorManifest.StatisticsSets"/>) has a third input, truncation float [N]:
/// per row the factor in [0, 1] that its z was scaled with, between whose neighbouring sets the statistics are interpolated. It does not truncate z.
/// The application chooses the native library: it references Microsoft.ML.OnnxRuntime (CPU) or Microsoft.ML.OnnxRuntime.Gpu (CUDA).
/// </remarks>
public sealed class OnnxConditionalGenerator : IConditionalGenerator
{
    // Kernels may block their sums by batch size; with one size only, an image has the same bits however many are asked for.
    // Beyond 8 a CPU gains nothing.
    private const int Batch = 8;

    private readonly InferenceSession session;
    private readonly string origin;
    private readonly RunOptions runOptions = new();
    private readonly ConcurrentBag<Tensors> free = [];
    private readonly Lazy<LatentDirections?> directions;
    private volatile bool disposed;

    private OnnxConditionalGenerator(InferenceSession session, int? gpuDeviceId, string origin)
    {
        this.session = session;
        this.origin = origin;
        GpuDeviceId = gpuDeviceId;
        Manifest = GeneratorContract.Read(session, origin);
        // Nobody but an editor needs them, so nobody else should fail where they are damaged.
        directions = new Lazy<LatentDirections?>(() => GeneratorContract.Directions(session, Manifest, origin));
    }

    /// <inheritdoc/>
    public GeneratorManifest Manifest { get; }

    /// <inheritdoc/>
    /// <exception cref="GeneratorException">The file's directions cannot be read.</exception>
    public LatentDirections? Directions => directions.Value;

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
        if (!File.Exists(path))
            throw new GeneratorException(
                "The generator file does not exist.",
                $"It was sought at '{path}'.",
                "Check the path, or train and export a generator.");
        return Load(options => new InferenceSession(path, options), path, gpuDeviceId, fallbackToCpu);
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
    public void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images) => Run(count, z, y, [], images);

    /// <inheritdoc/>
    /// <exception cref="GeneratorException">ONNX Runtime failed.</exception>
    public void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, ReadOnlySpan<float> truncation, Span<float> images)
    {
        if (truncation.Length < count) throw new ArgumentException($"{count} images need {count} truncations.", nameof(truncation));
        Run(count, z, y, truncation, images);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        runOptions.Dispose();
        session.Dispose();
    }

    private static OnnxConditionalGenerator Load(Func<SessionOptions, InferenceSession> open, string origin, int? gpuDeviceId, bool fallbackToCpu)
    {
        InferenceSession session = GeneratorSession.Open(open, origin, ref gpuDeviceId, fallbackToCpu);
        try
        {
            return new OnnxConditionalGenerator(session, gpuDeviceId, origin);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    // An empty truncation is the whole range.
    private void Run(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, ReadOnlySpan<float> truncation, Span<float> images)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int latent = Manifest.LatentSize, classes = Manifest.Classes.Count, length = Manifest.Shape.Length;
        if (z.Length < (long)count * latent) throw new ArgumentException($"{count} latents need {(long)count * latent} values.", nameof(z));
        if (y.Length < (long)count * classes) throw new ArgumentException($"{count} class vectors need {(long)count * classes} values.", nameof(y));
        if (images.Length < (long)count * length) throw new ArgumentException($"{count} images need room for {(long)count * length} values.", nameof(images));

        if (!free.TryTake(out Tensors? tensors)) tensors = new Tensors(Manifest);
        for (int done = 0; done < count; done += Batch)
        {
            int now = Math.Min(Batch, count - done);
            Fill(z.Slice(done * latent, now * latent), tensors.Z);
            Fill(y.Slice(done * classes, now * classes), tensors.Y);
            if (truncation.IsEmpty) tensors.Truncation.AsSpan().Fill(1);
            else Fill(truncation.Slice(done, now), tensors.Truncation);
            Run(tensors);
            tensors.Images.AsSpan(0, now * length).CopyTo(images[(done * length)..]);
        }

        free.Add(tensors);
    }

    private static void Fill(ReadOnlySpan<float> rows, Span<float> batch)
    {
        rows.CopyTo(batch);
        batch[rows.Length..].Clear();
    }

    private void Run(Tensors tensors)
    {
        using OrtValue z = OrtValue.CreateTensorValueFromMemory(tensors.Z, [Batch, Manifest.LatentSize]);
        using OrtValue y = OrtValue.CreateTensorValueFromMemory(tensors.Y, [Batch, Manifest.Classes.Count]);
        using OrtValue truncation = OrtValue.CreateTensorValueFromMemory(tensors.Truncation, [Batch]);
        using OrtValue image = OrtValue.CreateTensorValueFromMemory(tensors.Images, [Batch, Manifest.Channels, Manifest.Height, Manifest.Width]);
        try
        {
            if (Manifest.StatisticsSets is null) session.Run(runOptions, GeneratorContract.Inputs, [z, y], GeneratorContract.Outputs, [image]);
            else session.Run(runOptions, GeneratorContract.InputsWithTruncation, [z, y, truncation], GeneratorContract.Outputs, [image]);
        }
        catch (OnnxRuntimeException e)
        {
            throw new GeneratorException(
                $"ONNX Runtime could not run the generator: {e.Message.TrimEnd('.')}.",
                $"The generator is '{origin}'.",
                "Export the generator again.",
                e);
        }
    }

    private sealed class Tensors(GeneratorManifest manifest)
    {
        public float[] Z { get; } = new float[Batch * manifest.LatentSize]; // [N, Z]

        public float[] Y { get; } = new float[Batch * manifest.Classes.Count]; // [N, K]

        public float[] Truncation { get; } = new float[Batch]; // [N]

        public float[] Images { get; } = new float[Batch * manifest.Shape.Length]; // [N, C, H, W]
    }
}
