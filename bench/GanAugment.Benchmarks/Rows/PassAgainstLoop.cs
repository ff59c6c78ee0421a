using System.Text.Json;
using GanAugment.Generation;
using GanAugment.Sampling;
using GanAugment.Transforms;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Benchmarks.Rows;

/// <summary>The first pass over an augmented view against a loop over ONNX Runtime alone that makes the same images of latents that are there already.
/// Both take turns.</summary>
internal sealed class PassAgainstLoop
{
    private const int RealRows = 8;

    private readonly string file;
    private readonly int batch;
    private readonly int images;
    private readonly GeneratorManifest manifest;
    private readonly float[] z; // [N, Z]
    private readonly float[] y; // [N, K]

    public PassAgainstLoop(string file, int batch, int images)
    {
        this.file = file;
        this.batch = batch;
        this.images = images;
        using (OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(file)) manifest = generator.Manifest;
        z = new float[images * manifest.LatentSize];
        y = new float[images * manifest.Classes.Count];
        var latents = new LatentStream(0);
        for (int n = 0; n < images; n++)
        {
            latents.Fill(0, n, z.AsSpan(n * manifest.LatentSize, manifest.LatentSize));
            y[n * manifest.Classes.Count] = 1;
        }
    }

    /// <summary>The first argument of a process that measures.</summary>
    public const string Verb = "rows-pass";

    /// <summary>Measures in this process, and prints.</summary>
    public static int Serve(string file, int batch, int images, int turns)
    {
        Console.WriteLine(JsonSerializer.Serialize(new PassAgainstLoop(file, batch, images).Run(turns)));
        return 0;
    }

    /// <summary>One turn.</summary>
    /// <param name="Loop">Seconds of the processor for each image of the loop.</param>
    /// <param name="Ratio">The pass's time divided by the loop's.</param>
    internal sealed record Turn(double Loop, double Ratio);

    private List<Turn> Run(int turns)
    {
        Loop(images);
        Pass(images);
        var results = new List<Turn>();
        for (int turn = 0; turn < turns; turn++)
        {
            // Half of the turns begin with the pass: what comes second finds the caches and the clock of the processor as the first left them.
            Stopwatches early = turn % 2 == 0 ? Loop(images) : Pass(images), late = turn % 2 == 0 ? Pass(images) : Loop(images);
            var (loop, pass) = turn % 2 == 0 ? (early, late) : (late, early);
            results.Add(new Turn(loop.Processor.TotalSeconds / images, pass.Processor / loop.Processor));
        }

        return results;
    }

    private Stopwatches Loop(int count)
    {
        using var options = new SessionOptions();
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        using var session = new InferenceSession(file, options);
        using var run = new RunOptions();
        int latent = manifest.LatentSize, classes = manifest.Classes.Count;
        float[] zs = new float[batch * latent], ys = new float[batch * classes], made = new float[batch * manifest.Shape.Length];
        return Stopwatches.Of(() =>
        {
            for (int done = 0; done < count; done += batch)
            {
                z.AsSpan(done * latent, zs.Length).CopyTo(zs);
                y.AsSpan(done * classes, ys.Length).CopyTo(ys);
                using OrtValue first = OrtValue.CreateTensorValueFromMemory(zs, [batch, latent]);
                using OrtValue second = OrtValue.CreateTensorValueFromMemory(ys, [batch, classes]);
                using OrtValue image = OrtValue.CreateTensorValueFromMemory(made, [batch, manifest.Channels, manifest.Height, manifest.Width]);
                session.Run(run, ["z", "y"], [first, second], ["image"], [image]);
            }
        });
    }

    private Stopwatches Pass(int count)
    {
        var context = new MLContext(1);
        var options = new BigGanAugmentationOptions
        {
            ImageColumnName = "Pixels",
            ModelFile = file,
            Strategy = SamplingStrategy.Custom(new Dictionary<string, int> { [manifest.Classes[0]] = count }),
        };
        IDataView view = context.Data.AugmentWithBigGan(context.Data.LoadFromEnumerable(PixelRow.List(RealRows, manifest.Classes[0])), options);
        return Stopwatches.Of(() => ViewReader.Images(view));
    }
}
