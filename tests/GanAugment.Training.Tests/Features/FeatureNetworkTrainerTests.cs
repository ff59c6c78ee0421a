using System.Text.Json;
using GanAugment.Data;
using GanAugment.Training.Export;
using GanAugment.Training.Features;
using GanAugment.Training.Networks;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Features;

public class FeatureNetworkTrainerTests
{
    private static readonly FeatureNetworkOptions Tiny = new()
    {
        Steps = 60, BatchSize = 16, Width = 4, FeatureLength = 8, LargestSide = 8, LearningRate = 0.01,
    };

    [Theory]
    [InlineData(1, 28, 28, 32)]
    [InlineData(3, 8, 8, 32)]
    [InlineData(3, 40, 23, 32)]
    [InlineData(4, 5, 64, 16)]
    public void The_file_computes_what_the_network_does(int channels, int height, int width, int largest)
    {
        var shape = new ImageShape(channels, height, width);
        FeatureNetworkOptions options = Tiny with { LargestSide = largest };
        using var network = new FeatureNetwork(shape, 5, options);
        Initialization.Fill(network, 3, "test");
        using var stream = new MemoryStream();
        FeatureNetworkGraph.Of(network, shape, options.FeatureLength, 5).ToModel([], ("test", "1")).WriteTo(stream);
        var random = new Random(1);
        float[] images = [.. Enumerable.Range(0, 3 * shape.Length).Select(_ => (float)(2 * random.NextDouble() - 1))];

        using var scope = NewDisposeScope();
        using var guard = no_grad();
        Tensor x = tensor(images, [3, channels, height, width]);
        Close(network.Features(x).data<float>().ToArray(), Run(stream.ToArray(), shape, images, "features"));
        Tensor logits = network.call(x);
        Close(logits.data<float>().ToArray(), Run(stream.ToArray(), shape, images, "logits"));
        Close(logits.softmax(1).data<float>().ToArray(), Run(stream.ToArray(), shape, images, "probabilities"));
    }

    [Fact]
    public void It_learns_what_tells_classes_apart()
    {
        using var folder = new TemporaryFolder();
        FeatureNetworkResult result = FeatureNetworkTrainer.Train(Bars(60, 1), Tiny, folder["bars.onnx"]);
        Assert.InRange(result.Accuracy, 0.9, 1);
        Assert.InRange(Accuracy(result.File, Bars(40, 2)), 0.9, 1);
    }

    [Fact]
    public void Its_features_have_a_mean_square_of_one_and_all_of_them_change()
    {
        using var folder = new TemporaryFolder();
        LabelledImageSet bars = Bars(60, 1);
        var unit = new float[bars.Labels.Count * 64];
        for (int i = 0; i < bars.Labels.Count; i++) PixelRange.ToUnit(bars.Pixels(i), unit.AsSpan(i * 64, 64));
        float[] features = Run(File.ReadAllBytes(FeatureNetworkTrainer.Train(bars, Tiny, folder["bars.onnx"]).File), bars.Shape, unit, "features");
        Assert.Equal(1, features.Average(f => (double)f * f), 1e-3);
        for (int f = 0; f < 8; f++) Assert.True(features.Where((_, i) => i % 8 == f).Distinct().Count() > 100);
    }

    [Fact]
    public void Scaled_features_leave_the_classes_as_they_were()
    {
        using var network = new FeatureNetwork(new ImageShape(1, 8, 8), 3, Tiny);
        Initialization.Fill(network, 3, "test");
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        Tensor x = tensor([.. Enumerable.Range(0, 128).Select(i => MathF.Sin(i))], [2, 1, 8, 8]);
        (float[] logits, float[] features) = (network.call(x).data<float>().ToArray(), network.Features(x).data<float>().ToArray());
        network.ScaleFeatures(7);
        Close(logits, network.call(x).data<float>().ToArray());
        Close([.. features.Select(f => 7 * f)], network.Features(x).data<float>().ToArray());
    }

    [Fact]
    public void The_same_seed_gives_the_same_file()
    {
        using var folder = new TemporaryFolder();
        FeatureNetworkOptions options = Tiny with { Steps = 5, Shift = 1, Flip = true, MixUp = 0.4, LabelSmoothing = 0.1 };
        FeatureNetworkResult first = FeatureNetworkTrainer.Train(Bars(20, 1), options, folder["a.onnx"]);
        FeatureNetworkResult second = FeatureNetworkTrainer.Train(Bars(20, 1), options, folder["b.onnx"]);
        Assert.Equal(first.Sha256, second.Sha256);
        Assert.Equal(File.ReadAllBytes(first.File), File.ReadAllBytes(second.File));
        Assert.NotEqual(first.Sha256, FeatureNetworkTrainer.Train(Bars(20, 1), options with { Seed = 1 }, folder["c.onnx"]).Sha256);
    }

    [Fact]
    public void Images_of_weight_0_teach_nothing()
    {
        using var folder = new TemporaryFolder();
        LabelledImageSet bars = Bars(30, 1);
        // Every second image has a wrong label, which its weight silences.
        int[] labels = [.. bars.Labels.Select((label, i) => i % 2 == 0 ? label : (label + 1) % 3)];
        byte[] pixels = [.. Enumerable.Range(0, labels.Length).SelectMany(bars.Pixels)];
        var wrong = new LabelledImageSet("wrong", bars.Shape, bars.Classes, labels, pixels);
        float[] weights = [.. labels.Select((_, i) => i % 2 == 0 ? 2f : 0)];
        FeatureNetworkOptions options = Tiny with { Steps = 120, LearningRate = 0.005 };
        Assert.InRange(Accuracy(FeatureNetworkTrainer.Train(wrong, options, folder["w.onnx"], weights).File, Bars(30, 2)), 0.9, 1);
    }

    [Fact]
    public void The_file_says_its_classes_and_what_it_was_trained_on()
    {
        using var folder = new TemporaryFolder();
        LabelledImageSet bars = Bars(5, 1);
        FeatureNetworkResult result = FeatureNetworkTrainer.Train(bars, Tiny with { Steps = 2, Threads = 1 }, folder["bars.onnx"]);
        using var session = new InferenceSession(File.ReadAllBytes(result.File));
        Dictionary<string, string> metadata = session.ModelMetadata.CustomMetadataMap;
        Assert.Equal("{0: 'left', 1: 'top', 2: 'none'}", metadata["names"]);
        JsonElement manifest = JsonDocument.Parse(metadata["ganaugment.classifier"]).RootElement;
        Assert.Equal(DatasetFingerprint.Compute(bars), manifest.GetProperty("datasetFingerprint").GetString());
        Assert.Equal([5, 5, 5], manifest.GetProperty("trainingImagesPerClass").EnumerateArray().Select(n => n.GetInt32()));
        Assert.Equal(2, manifest.GetProperty("options").GetProperty("steps").GetInt32());
        Assert.Equal(["features", "logits", "probabilities"], session.OutputNames);
    }

    [Fact]
    public void Progress_ends_with_the_last_step()
    {
        using var folder = new TemporaryFolder();
        var heard = new List<FeatureNetworkProgress>();
        FeatureNetworkTrainer.Train(Bars(5, 1), Tiny with { Steps = 7 }, folder["p.onnx"], progress: new Heard(heard));
        Assert.Equal((7, 7, TimeSpan.Zero), (heard.Count, heard[^1].Step, heard[^1].Remaining));
        Assert.All(heard, p => Assert.True(p.Loss > 0 && p.Accuracy is >= 0 and <= 1));
    }

    [Fact]
    public void Cancelled_it_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<OperationCanceledException>(() =>
            FeatureNetworkTrainer.Train(Bars(5, 1), Tiny, folder["c.onnx"], cancellation: new CancellationToken(canceled: true)));
        Assert.False(File.Exists(folder["c.onnx"]));
    }

    [Fact]
    public void What_cannot_be_trained_is_refused()
    {
        using var folder = new TemporaryFolder();
        LabelledImageSet bars = Bars(4, 1);
        string Train<TError>(ILabelledImageSource images, FeatureNetworkOptions options, float[]? weights = null) where TError : GanAugmentException =>
            Assert.Throws<TError>(() => FeatureNetworkTrainer.Train(images, options, folder["x.onnx"], weights)).Message;
        Assert.Contains("images of 1 class.", Train<DatasetException>(new Subset(bars, [0, 3, 6]), Tiny));
        Assert.Contains("'none' has no image", Train<DatasetException>(new Subset(bars, [0, 1, 3]), Tiny with { Sampling = ClassSampling.Uniform }));
        Assert.Contains("12 images have 1 weights", Train<OptionException>(bars, Tiny, [1]));
        Assert.Contains("has the weight -1", Train<OptionException>(bars, Tiny, [-1, .. Enumerable.Repeat(1f, 11)]));
        Assert.Contains("weight 0", Train<OptionException>(bars, Tiny, new float[12]));
        Assert.Contains("LargestSide is 20", Train<OptionException>(bars, Tiny with { LargestSide = 20 }));
        Assert.Contains("LabelSmoothing is 1", Train<OptionException>(bars, Tiny with { LabelSmoothing = 1 }));
        Assert.Contains("Stepps", Assert.Throws<OptionException>(() => FeatureNetworkOptions.Parse("{\"Stepps\": 3}", "x.json")).Message);
        Assert.Equal(Tiny, FeatureNetworkOptions.Parse(Tiny.ToJson(), "x.json"));
    }

    // Noise with a bright column, a bright row, or neither.
    internal static LabelledImageSet Bars(int perClass, int seed)
    {
        var shape = new ImageShape(1, 8, 8);
        var random = new Random(seed);
        int count = 3 * perClass;
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % 3)];
        var pixels = new byte[count * 64];
        random.NextBytes(pixels);
        for (int i = 0; i < count; i++)
            for (int p = 0; p < 64; p++)
            {
                bool bright = labels[i] == 0 ? p % 8 is 2 or 3 : labels[i] == 1 && p / 8 is 2 or 3;
                pixels[i * 64 + p] = bright ? (byte)220 : (byte)(pixels[i * 64 + p] / 3);
            }

        return new LabelledImageSet("bars", shape, new ClassMap(["left", "top", "none"]), labels, pixels);
    }

    private static double Accuracy(string file, LabelledImageSet images)
    {
        int length = images.Shape.Length, count = images.Labels.Count;
        var unit = new float[count * length];
        for (int i = 0; i < count; i++) PixelRange.ToUnit(images.Pixels(i), unit.AsSpan(i * length, length));
        float[][] rows = [.. Run(File.ReadAllBytes(file), images.Shape, unit, "probabilities").Chunk(images.Classes.Count)];
        return rows.Select((row, i) => Array.IndexOf(row, row.Max()) == images.Labels[i] ? 1.0 : 0).Average();
    }

    private static float[] Run(byte[] model, ImageShape shape, float[] images, string output)
    {
        using var session = new InferenceSession(model);
        using var options = new RunOptions();
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(images, [images.Length / shape.Length, shape.Channels, shape.Height, shape.Width]);
        using var results = session.Run(options, ["image"], [input], [output]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static void Close(float[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 1e-5f * (1 + MathF.Abs(expected[i])));
    }

    private sealed class Heard(List<FeatureNetworkProgress> all) : IProgress<FeatureNetworkProgress>
    {
        public void Report(FeatureNetworkProgress value) => all.Add(value);
    }
}

internal static class ReadPixels
{
    public static byte[] Pixels(this ILabelledImageSource source, int index)
    {
        var pixels = new byte[source.Shape.Length];
        source.Read(index, pixels);
        return pixels;
    }
}
