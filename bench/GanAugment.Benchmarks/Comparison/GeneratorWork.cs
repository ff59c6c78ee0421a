using GanAugment.Generation;
using GanAugment.Training.Export;
using GanAugment.Training.Networks;
using GanAugment.Transforms;

namespace GanAugment.Benchmarks.Comparison;

/// <summary>Our side of the generator comparison: an exported file, run as the estimator runs it.</summary>
internal static class GeneratorWork
{
    public static void Serve(WorkerSettings settings)
    {
        string file = Path.GetTempFileName();
        try
        {
            var (network, manifest) = BenchmarkNetwork.Make(settings);
            using var made = network;
            ProtobufMessage model = settings.What == Work.Generator
                ? GeneratorOnnxExporter.Model(network, manifest)
                : PlainGeneratorGraph.Of(network).ToModel([(GeneratorManifest.MetadataKey, manifest.ToJson())], ("plain", "1"));
            AtomicFile.Write(file, model.WriteTo);
            using var generator = OnnxConditionalGenerator.Load(file);
            string version = Microsoft.ML.OnnxRuntime.OrtEnv.Instance().GetVersionString();
            double difference = ExportParityCheck.MaximumDifference(network, generator, seed: 2);
            Requests.Ready(FormattableString.Invariant($"ONNX Runtime {version}, largest difference from the network {difference:G2}"));
            Repeat(generator, settings.Batch);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Repeat(OnnxConditionalGenerator generator, int count)
    {
        GeneratorManifest manifest = generator.Manifest;
        var z = new float[count * manifest.LatentSize]; // [N, Z]
        var y = new float[count * manifest.Classes.Count]; // [N, K]
        var images = new float[count * manifest.Shape.Length]; // [N, C, H, W]
        var latents = new LatentStream(seed: 1);
        for (int i = 0; i < count; i++)
        {
            latents.Fill(0, i, z.AsSpan(i * manifest.LatentSize, manifest.LatentSize));
            y[i * manifest.Classes.Count + i % manifest.Classes.Count] = 1;
        }

        var requests = new Requests();
        while (requests.Next(out int iterations))
        {
            for (int i = 0; i < iterations; i++) generator.Generate(count, z, y, images);
            requests.Done();
        }
    }
}
