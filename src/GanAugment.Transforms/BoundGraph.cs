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
    private readonly int batch;
    private readonly RunOptions runOptions = new();
    private readonly ConcurrentBag<Tensors> free = [];
    private volatile bool disposed;

    public BoundGraph(InferenceSession session, GeneratorManifest manifest, string origin)
    {
        this.session = session;
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

        if (!free.TryTake(out Tensors? tensors)) tensors = new Tensors(session, manifest, binding, batch);
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

        free.Add(tensors);
    }

    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
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
        var inputs = new List<OrtValue>();
        try
        {
            foreach (var (values, shape) in tensors.Inputs) inputs.Add(OrtTensor.Of(values, shape));
            using OrtValue image = OrtTensor.Of(tensors.Image.Values, tensors.Image.Dimensions);
            session.Run(runOptions, tensors.InputNames, inputs, [binding.Image.Name], [image]);
        }
        catch (OnnxRuntimeException e)
        {
            throw new GeneratorException(
                $"ONNX Runtime could not run the generator: {e.Message.TrimEnd('.')}.",
                $"The generator is '{origin}'.",
                "Export the generator again.",
                e);
        }
        finally
        {
            foreach (OrtValue input in inputs) input.Dispose();
        }
    }

    private sealed class Tensors
    {
        private readonly int classes;
        private readonly Array? labels;
        private readonly Array? truncation;

        public Tensors(InferenceSession session, GeneratorManifest manifest, GraphBinding binding, int batch)
        {
            classes = manifest.Classes.Count;
            var names = new List<string>();
            var inputs = new List<(Array, long[])>();
            Z = new float[batch * manifest.LatentSize]; // [N, Z]
            if (binding.Latent is { } latent)
                Add(latent, Z, [batch, .. binding.LatentShape?.Select(d => (long)d) ?? [manifest.LatentSize]]);
            if (binding.Label is { Form: LabelForm.OneHot } mixture)
                Add(mixture.Name, labels = new float[batch * classes], [batch, classes]);
            else if (binding.Label is { } index)
                Add(index.Name, labels = OrtTensor.Create(session.InputMetadata[index.Name].ElementType, batch), Sizes(index.Name));
            if (binding.Source is { } source)
            {
                Source = new ImageTensor(manifest.Shape, source, session.InputMetadata[source.Name].ElementType, batch);
                Add(source.Name, Source.Values, Source.Dimensions);
            }

            if (binding.Truncation is { } psi) truncation = Constant(psi, 1);
            foreach (var (name, value) in binding.Constants ?? new Dictionary<string, double>()) Constant(name, value);
            Image = new ImageTensor(manifest.Shape, binding.Image, session.OutputMetadata[binding.Image.Name].ElementType, batch);
            InputNames = names;
            Inputs = inputs;

            void Add(string name, Array values, long[] shape)
            {
                names.Add(name);
                inputs.Add((values, shape));
            }

            long[] Sizes(string name) => [.. session.InputMetadata[name].Dimensions.Select(d => d < 0 ? batch : (long)d)];

            Array Constant(string name, double value)
            {
                long[] shape = Sizes(name);
                Array values = OrtTensor.Create(session.InputMetadata[name].ElementType, (int)shape.Aggregate(1L, (a, b) => a * b));
                OrtTensor.Fill(values, value);
                Add(name, values, shape);
                return values;
            }
        }

        public IReadOnlyList<string> InputNames { get; }

        public IReadOnlyList<(Array Values, long[] Shape)> Inputs { get; }

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
                labels.SetValue(Convert.ChangeType(c, labels.GetType().GetElementType()!), n);
            }
        }
    }
}
