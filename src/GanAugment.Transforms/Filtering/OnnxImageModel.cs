using GanAugment.Data;
using GanAugment.Generation;
using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Transforms.Filtering;

/// <summary>An ONNX file that makes a vector of numbers of each image: a classifier, features, a discriminator.</summary>
internal sealed class OnnxImageModel : IDisposable
{
    private const int PreferredBatch = 8;

    private readonly InferenceSession session;
    private readonly ImageBinding image;
    private readonly string? labels;
    private readonly string[] outputs;
    private readonly string origin;
    private readonly int batch;
    private readonly RunOptions runOptions = new();
    private BoundTensors? bound;
    private ImageTensor? tensor;
    private ImageShape shape;
    private float[] classes = []; // [N, K]

    /// <param name="path">The file.</param>
    /// <param name="role">What it is to be, for messages.</param>
    /// <param name="input">How it takes images; null takes its only input of four dimensions as [N, C, H, W] in [−1, 1].</param>
    /// <param name="labels">The input of one-hot classes; null where there is none.</param>
    /// <param name="output">The output; null takes the only one.</param>
    /// <param name="usual">The output that null takes of several, where the file has one of that name.</param>
    public OnnxImageModel(string path, string role, ImageBinding? input, string? labels, string? output, string? usual = null)
    {
        if (!File.Exists(path))
            throw new GeneratorException($"The {role} file does not exist.", $"It was sought at '{path}'.", "Check the path.");
        origin = path;
        this.labels = labels;
        int? device = null;
        session = GeneratorSession.Open(options => new InferenceSession(path, options), path, ref device, fallbackToCpu: false, role: role);
        try
        {
            string[] others = [.. session.InputNames.Where(name => name != labels)];
            image = input ?? new ImageBinding { Name = others.FirstOrDefault() ?? "image" };
            if (output is null && usual is not null && session.OutputNames.Contains(usual)) output = usual;
            string read = output ?? session.OutputNames.FirstOrDefault() ?? "";
            outputs = [read];
            string? wrong = others.Length != 1 || others[0] != image.Name ? $"its inputs are {string.Join(", ", session.InputNames)}"
                : labels is not null && !session.InputNames.Contains(labels) ? $"it has no input '{labels}'"
                : session.InputMetadata[image.Name].Dimensions.Length != 4 ? $"'{image.Name}' is no batch of images"
                : !OrtTensor.HoldsImages(session.InputMetadata[image.Name].ElementType) ? $"'{image.Name}' takes {session.InputMetadata[image.Name].ElementType.Name}, not Single or Byte"
                : output is null && session.OutputNames.Count != 1 ? $"its outputs are {string.Join(", ", session.OutputNames)}"
                : !session.OutputNames.Contains(read) ? $"it has no output '{read}'"
                : session.OutputMetadata[read].ElementType != typeof(float) ? $"'{read}' is of type {session.OutputMetadata[read].ElementType.Name}"
                : null;
            if (wrong is not null)
                throw new GeneratorException($"The ONNX file is no {role}: {wrong}.", $"The file is '{path}'.", "Name its image input and its output.");
            int fixedBatch = session.InputMetadata[image.Name].Dimensions[0];
            batch = fixedBatch > 0 ? fixedBatch : PreferredBatch;
            int[] sizes = session.OutputMetadata[read].Dimensions;
            Length = sizes.Length > 1 && sizes.Skip(1).All(d => d > 0) ? (int)sizes.Skip(1).Aggregate(1L, (a, b) => Math.Min(a * b, int.MaxValue)) : null;
            // What a run takes and gives follows from these.
            if ((long)batch * (Length ?? 1) > GeneratorContract.MostValues)
                throw new GeneratorException($"The {role} gives {batch} × {Length ?? 1} numbers at once, but {GeneratorContract.MostValues} are the most.",
                    $"The file is '{path}'.", "Export it with a free or a small batch.");
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Numbers for each image; null where the file does not say.</summary>
    public int? Length { get; }

    /// <summary>An entry of the file's metadata, or null.</summary>
    public string? Metadata(string key) => GeneratorContract.Metadata(session, key, origin);

    /// <param name="count">N.</param>
    /// <param name="its">The shape of every image.</param>
    /// <param name="images">[N, C, H, W] in [−1, 1].</param>
    /// <param name="y">One-hot classes [N, K]; empty where the file takes none.</param>
    /// <param name="length">Numbers for each image.</param>
    /// <param name="numbers">Receives [N, length].</param>
    public void Run(int count, ImageShape its, ReadOnlySpan<float> images, ReadOnlySpan<float> y, int length, Span<float> numbers)
    {
        int k = count == 0 ? 0 : y.Length / count;
        if (tensor is null || shape != its || classes.Length != batch * k) Bind(its, k);
        for (int done = 0; done < count; done += batch)
        {
            int now = Math.Min(batch, count - done);
            tensor!.Set(images.Slice(done * its.Length, now * its.Length));
            y.Slice(done * k, now * k).CopyTo(classes);
            try
            {
                using IDisposableReadOnlyCollection<OrtValue> results = bound!.Run(runOptions, outputs);
                ReadOnlySpan<float> found = results[0].GetTensorDataAsSpan<float>();
                if (found.Length != batch * length)
                    throw new GeneratorException($"The model gives {found.Length / batch} numbers for each image, but {length} are needed.",
                        $"The file is '{origin}'.", "Give the file that belongs to these classes.");
                found[..(now * length)].CopyTo(numbers[(done * length)..]);
            }
            catch (OnnxRuntimeException e)
            {
                throw new GeneratorException($"ONNX Runtime could not run the model on images of {its}: {e.Message.TrimEnd('.')}.", $"The file is '{origin}'.",
                    "Give a model for images of that shape, or put ApplyOnnxModel behind a ResizeImages into a pipeline and give that as the model.", e);
            }
        }
    }

    public void Dispose()
    {
        bound?.Dispose();
        runOptions.Dispose();
        session.Dispose();
    }

    private void Bind(ImageShape its, int k)
    {
        bound?.Dispose();
        bound = new BoundTensors(session, onDevice: false);
        (tensor, shape) = (new ImageTensor(its, image, session.InputMetadata[image.Name].ElementType, batch), its);
        bound.Input(image.Name, tensor.Values, tensor.Dimensions);
        classes = (float[])OrtTensor.Create(typeof(float), batch * k);
        if (labels is not null) bound.Input(labels, classes, [batch, k]);
    }
}
