using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Onnx;

namespace Microsoft.ML;

public static class OnnxCatalog
{
    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string modelFile, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => Apply(catalog, Options([], [], modelFile, null, gpuDeviceId, fallbackToCpu, recursionLimit: 100));

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, Stream modelBytes, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => Apply(catalog, Options([], [], null, null, gpuDeviceId, fallbackToCpu, recursionLimit: 100), modelBytes);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string modelFile, IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => Apply(catalog, Options([], [], modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu, recursionLimit: 100));

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, Stream modelBytes, IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => Apply(catalog, Options([], [], null, shapeDictionary, gpuDeviceId, fallbackToCpu, recursionLimit: 100), modelBytes);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, string modelFile, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => catalog.ApplyOnnxModel([outputColumnName], [inputColumnName], modelFile, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, Stream modelBytes, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => catalog.ApplyOnnxModel([outputColumnName], [inputColumnName], modelBytes, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, OnnxOptions options) => Apply(catalog, options);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName,
        string modelFile,
        IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => catalog.ApplyOnnxModel([outputColumnName], [inputColumnName], modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu, recursionLimit: 100);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName,
        Stream modelBytes,
        IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => catalog.ApplyOnnxModel([outputColumnName], [inputColumnName], modelBytes, shapeDictionary, gpuDeviceId, fallbackToCpu, recursionLimit: 100);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        string modelFile,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => catalog.ApplyOnnxModel(outputColumnNames, inputColumnNames, modelFile, null, gpuDeviceId, fallbackToCpu, recursionLimit: 100);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        Stream modelBytes,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => catalog.ApplyOnnxModel(outputColumnNames, inputColumnNames, modelBytes, null, gpuDeviceId, fallbackToCpu, recursionLimit: 100);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        string modelFile,
        IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => catalog.ApplyOnnxModel(outputColumnNames, inputColumnNames, modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu, recursionLimit: 100);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        Stream modelBytes,
        IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => catalog.ApplyOnnxModel(outputColumnNames, inputColumnNames, modelBytes, shapeDictionary, gpuDeviceId, fallbackToCpu, recursionLimit: 100);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        string modelFile,
        IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false,
        int recursionLimit = 100)
        => Apply(catalog, Options(outputColumnNames, inputColumnNames, modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu, recursionLimit));

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        Stream modelBytes,
        IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false,
        int recursionLimit = 100)
        => Apply(catalog, Options(outputColumnNames, inputColumnNames, null, shapeDictionary, gpuDeviceId, fallbackToCpu, recursionLimit), modelBytes);

    private static OnnxOptions Options(
        string[] outputs, string[] inputs, string modelFile, IDictionary<string, int[]> shapes, int? gpuDeviceId, bool fallbackToCpu, int recursionLimit)
        => new()
        {
            ModelFile = modelFile,
            InputColumns = inputs,
            OutputColumns = outputs,
            ShapeDictionary = shapes,
            GpuDeviceId = gpuDeviceId,
            FallbackToCpu = fallbackToCpu,
            RecursionLimit = recursionLimit,
        };

    // Without a device of its own a model runs on that of the context.
    private static OnnxScoringEstimator Apply(TransformsCatalog catalog, OnnxOptions options, Stream modelBytes = null)
    {
        var env = catalog.GetEnvironment();
        var (device, fallback) = (options.GpuDeviceId, options.FallbackToCpu);
        if (device is null && env is IHostEnvironmentInternal { GpuDeviceId: not null } context)
            (device, fallback) = (context.GpuDeviceId, context.FallbackToCpu);
        return new OnnxScoringEstimator(env, options, device, fallback, modelBytes);
    }
}
