using GanAugment.Generation;
using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Transforms;

/// <summary>Opens whatever makes images: a generator or a translator, one file or a set of them.</summary>
internal static class GeneratorModel
{
    /// <summary>Opens a file.</summary>
    /// <param name="path">An ONNX file, or the JSON file of a set.</param>
    /// <param name="gpuDeviceId">The CUDA device wanted; null after a fall back to the CPU.</param>
    /// <param name="fallbackToCpu">Whether to fall back.</param>
    /// <returns>An <see cref="IConditionalGenerator"/> or an <see cref="IImageTranslator"/>.</returns>
    /// <exception cref="GeneratorException">The file is missing or none of these.</exception>
    public static IDisposable Open(string path, ref int? gpuDeviceId, bool fallbackToCpu)
    {
        int? device = gpuDeviceId;
        if (GeneratorSetFile.Is(path))
        {
            IDisposable set = GeneratorSetFile.Open(path, Part, ManifestOf, Together);
            gpuDeviceId = device;
            return set;
        }

        GeneratorManifest? beside = GeneratorContract.Beside(path);
        InferenceSession session = GeneratorSession.Open(options => new InferenceSession(path, options), path, ref gpuDeviceId, fallbackToCpu);
        return Of(session, path, gpuDeviceId, beside);

        IDisposable Part(string file) => Open(file, ref device, fallbackToCpu);
    }

    /// <summary>Opens the bytes of an ONNX file.</summary>
    public static IDisposable Open(byte[] model, ref int? gpuDeviceId, bool fallbackToCpu)
    {
        string origin = $"{model.Length} bytes in memory";
        ExternalWeights.Check(model, origin, "generator");
        return Of(GeneratorSession.Open(options => new InferenceSession(model, options), origin, ref gpuDeviceId, fallbackToCpu), origin, gpuDeviceId, null);
    }

    /// <summary>What a model says of itself.</summary>
    public static GeneratorManifest ManifestOf(IDisposable model) => model is IImageTranslator translator ? translator.Manifest : ((IConditionalGenerator)model).Manifest;

    private static IDisposable Of(InferenceSession session, string origin, int? gpuDeviceId, GeneratorManifest? beside)
    {
        try
        {
            GeneratorManifest manifest = GeneratorContract.Read(session, origin, beside);
            return manifest.Graph?.Source is null
                ? new OnnxConditionalGenerator(session, gpuDeviceId, origin, manifest)
                : new OnnxImageTranslator(session, gpuDeviceId, origin, manifest);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static IDisposable Together(List<IDisposable> parts)
    {
        if (parts.All(part => part is IConditionalGenerator)) return new GeneratorSet(parts.Cast<IConditionalGenerator>());
        if (parts.All(part => part is IImageTranslator)) return new TranslatorSet(parts.Cast<IImageTranslator>());
        throw new GeneratorException("These generators do not belong together.", "Some make images of latents, others translate images.",
            "Put them into two sets.");
    }
}
