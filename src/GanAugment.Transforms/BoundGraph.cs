using System.Collections.Concurrent;
using GanAugment.Data;
using GanAugment.Generation;
using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Transforms;

/// <summary>Runs a generator file of any form as (sources, z, y) → images [N, C, H, W] in [−1, 1].</summary>
internal sealed class BoundGraph : IDisposable
{
    // Kernels may block their sums by batch size; with one size only, an image has the same bits however many are asked for.
    // Beyond 8 a CPU gains nothing.
    private const int PreferredBatch = 8;

    private readonly InferenceSession session;
    private readonly GeneratorManifest manifest;
    private readonly GraphBinding binding;
    private readonly string origin;
    private readonly bool onDevice;
    private readonly int batch;
    private readonly RunOptions runOptions = new();
    private readonly ConcurrentBag<Tensors> free = [];
    private volatile bool disposed;
    private volatile bool hasRun;

    /// <param name="session">The file, opened; the graph disposes it.</param>
    /// <param name="manifest">What the file is.</param>
    /// <param name="origin">Where it is, for messages.</param>
    /// <param name="onDevice">Whether the session runs on a device with memory of its own.</param>
    public BoundGraph(InferenceSession session, GeneratorManifest manifest, string origin, bool onDevice)
    {
        this.session = session;
        this.onDevice = onDevice;
        this.manifest = manifest;
        this.origin = origin;
        binding = GeneratorContract.BindingOf(manifest);
        int own = session.InputMetadata[binding.Latent ?? binding.Source!.Name].Dimensions[0];
        batch = own > 0 ? own : PreferredBatch;
    }

    /// <param name="count">N.</param>
    /// <param name="sources">[N, C, H, W] in [−1, 1]; empty for a generator.</param>
    /// <param name="z">[N, Z]; empty where Z is 0.</param>
    /// <param name="y">[N, K].</param>
    /// <param name="truncation">[N], for files that take the factor that z was scaled with; empty is 1.</param>
    /// <param name="images">Receives [N, C, H, W] in [−1, 1].</param>
    public void Run(int count, ReadOnlySpan<float> sources, ReadOnlySpan<float> z, ReadOnlySpan<float> y, ReadOnlySpan<float> truncation, Span<float> images)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int latent = manifest.LatentSize, classes = manifest.Classes.Count, length = manifest.Shape.Length;
        if (z.Length < (long)count * latent) throw new ArgumentException($"{count} latents need {(long)count * latent} values.", nameof(z));
        if (y.Length < (long)count * classes) throw new ArgumentException($"{count} class vectors need {(long)count * classes} values.", nameof(y));
        if (images.Length < (long)count * length) throw new ArgumentException($"{count} images need room for {(long)count * length} values.", nameof(images));
        if (binding.Source is not null && sources.Length < (long)count * length)
            throw new ArgumentException($"{count} sources need {(long)count * length} values.", nameof(sources));

        Tensors tensors = free.TryTake(out Tensors? idle) ? idle : new Tensors(session, manifest, binding, batch, onDevice);
        try
        {
            for (int done = 0; done < count; done += batch)
            {
                int now = Math.Min(batch, count - done);
                if (latent > 0) Fill(z.Slice(done * latent, now * latent), tensors.Z);
                if (binding.Label is not null) tensors.SetLabels(y.Slice(done * classes, now * classes), now);
                if (binding.Source is not null) tensors.Source!.Set(sources.Slice(done * length, now * length));
                if (binding.Truncation is not null) tensors.SetTruncation(truncation.IsEmpty ? [] : truncation.Slice(done, now));
                Run(tensors);
                tensors.Image.Get(images.Slice(done * length, now * length));
            }
        }
        finally
        {
            free.Add(tensors);
        }
    }

    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        while (free.TryTake(out Tensors? tensors)) tensors.Bound.Dispose();
        runOptions.Dispose();
        session.Dispose();
    }

    private static void Fill(ReadOnlySpan<float> rows, Span<float> whole)
    {
        rows.CopyTo(whole);
        whole[rows.Length..].Clear();
    }

    private void Run(Tensors tensors)
    {
        try
        {
            tensors.Bound.Run(runOptions);
            hasRun = true;
        }
        catch (OnnxRuntimeException e)
        {
            throw new GeneratorException(
                $"ONNX Runtime could not run the generator: {e.Message.TrimEnd('.')}.",
                $"The generator is '{origin}'.",
                hasRun ? "It has run before: check that the device it runs on is there and has memory, then try again, or run it on the CPU." : "Export the generator again.",
                e);
        }
    }

    private sealed class Tensors
    {
        private readonly int classes;
        private readonly Array? labels;
        private readonly Array? truncation;

        public Tensors(InferenceSession session, GeneratorManifest manifest, GraphBinding binding, int batch, bool onDevice)
        {
            classes = manifest.Classes.Count;
            Bound = new BoundTensors(session, onDevice);
            Z = (float[])OrtTensor.Create(typeof(float), batch * manifest.LatentSize); // [N, Z]
            if (binding.Latent is { } latent)
                Bound.Input(latent, Z, [batch, .. binding.LatentShape?.Select(d => (long)d) ?? [manifest.LatentSize]]);
            if (binding.Label is { Form: LabelForm.OneHot } mixture)
                Bound.Input(mixture.Name, labels = OrtTensor.Create(typeof(float), batch * classes), [batch, classes]);
            else if (binding.Label is { } index)
                Bound.Input(index.Name, labels = OrtTensor.Create(session.InputMetadata[index.Name].ElementType, batch), Sizes(index.Name));
            if (binding.Source is { } source)
            {
                Source = new ImageTensor(manifest.Shape, source, session.InputMetadata[source.Name].ElementType, batch);
                Bound.Input(source.Name, Source.Values, Source.Dimensions);
            }

            if (binding.Truncation is { } psi) truncation = Constant(psi, 1);
            foreach (var (name, value) in binding.Constants ?? new Dictionary<string, double>()) Constant(name, value);
            Image = new ImageTensor(manifest.Shape, binding.Image, session.OutputMetadata[binding.Image.Name].ElementType, batch);
            Bound.Output(binding.Image.Name, Image.Values, Image.Dimensions);

            long[] Sizes(string name) => [.. session.InputMetadata[name].Dimensions.Select(d => d < 0 ? batch : (long)d)];

            Array Constant(string name, double value)
            {
                long[] shape = Sizes(name);
                Array values = OrtTensor.Create(session.InputMetadata[name].ElementType, (int)shape.Aggregate(1L, (a, b) => a * b));
                OrtTensor.Fill(values, value);
                Bound.Input(name, values, shape);
                return values;
            }
        }

        public BoundTensors Bound { get; }

        public float[] Z { get; }

        public ImageTensor? Source { get; }

        public ImageTensor Image { get; }

        // One factor for each row, or one for all where the file takes no more: then all rows of a call have the same.
        public void SetTruncation(ReadOnlySpan<float> factors)
        {
            OrtTensor.Fill(truncation!, factors.IsEmpty ? 1 : factors[0]);
            if (truncation is float[] rows && rows.Length > 1) factors.CopyTo(rows);
        }

        public void SetLabels(ReadOnlySpan<float> y, int count)
        {
            if (labels is float[] mixture)
            {
                Fill(y, mixture);
                return;
            }

            for (int n = 0; n < labels!.Length; n++)
            {
                int c = n < count ? y.Slice(n * classes, classes).IndexOf(1f) : 0;
                if (c < 0)
                    throw new OptionException("This generator cannot mix classes.", "It takes a class by its number.", "Ask for one class at a time.");
                if (labels is long[] wide) wide[n] = c;
                else ((int[])labels)[n] = c;
            }
        }
    }
}
