using System.Reflection;
using GanAugment.Generation;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Transforms.Tests;

public sealed class OnnxConditionalGeneratorTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ganaugment").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void It_reads_the_manifest_of_a_file_bytes_or_a_stream()
    {
        string path = Write(TinyOnnx.Write(TinyOnnx.Manifest));
        using (OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(path)) Assert.Equal(TinyOnnx.Manifest.ToJson(), generator.Manifest.ToJson());
        using (OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(File.ReadAllBytes(path))) Assert.Equal(
            Example.Classes,
            generator.Manifest.Classes);
        using FileStream stream = File.OpenRead(path);
        using (OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(stream)) Assert.Equal(6, generator.Manifest.LatentSize);
        Assert.Equal(stream.Length, stream.Position);
    }

    [Fact]
    public void It_reads_the_directions_of_a_file_that_has_some()
    {
        LatentDirections directions = LatentDirections.Of([new LatentLayer("first layer", 2, 2, [new float[] { 0, 3 }])]);
        using (OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(TinyOnnx.Write(TinyOnnx.Manifest, directions: directions.ToJson())))
            Assert.Equal(directions.ToJson(), generator.Directions!.ToJson());
        using (OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(TinyOnnx.Write(TinyOnnx.Manifest))) Assert.Null(generator.Directions);
    }

    [Fact]
    public void Damaged_directions_disturb_nobody_who_does_not_ask_for_them()
    {
        string path = Write(TinyOnnx.Write(TinyOnnx.Manifest, directions: "{"));
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(path);
        Assert.Equal(6, generator.Manifest.LatentSize);
        Assert.Contains(path, Assert.Throws<GeneratorException>(() => generator.Directions).Message);
    }

    [Theory]
    [InlineData(1, 4, 4)]
    [InlineData(3, 5, 7)]
    public void Images_are_what_the_graph_says(int channels, int height, int width)
    {
        GeneratorManifest manifest = TinyOnnx.Manifest with { Channels = channels, Height = height, Width = width };
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(TinyOnnx.Write(manifest));
        var (z, y) = Latents(11);
        float[] images = new float[11 * manifest.Shape.Length];
        generator.Generate(11, z, y, images);
        float[] expected = TinyOnnx.Expected(manifest, 11, z, y);
        for (int i = 0; i < images.Length; i++) Assert.Equal(expected[i], images[i], 1e-5f);
    }

    [Fact]
    public void An_image_has_the_same_bits_whatever_the_batch()
    {
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(TinyOnnx.Write(TinyOnnx.Manifest with { Height = 28, Width = 28 }));
        int length = 28 * 28;
        var (z, y) = Latents(20);
        float[] together = new float[20 * length];
        generator.Generate(20, z, y, together);
        foreach (int size in new[] { 1, 2, 3, 7, 8, 9, 16 })
            for (int first = 0; first < 20; first += size)
            {
                int count = Math.Min(size, 20 - first);
                float[] images = new float[count * length];
                generator.Generate(count, z.AsSpan(first * 6), y.AsSpan(first * 3), images);
                Assert.Equal(together[(first * length)..((first + count) * length)], images);
            }
    }

    [Fact]
    public void A_call_leaves_nothing_to_the_collector()
    {
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(TinyOnnx.Write(TinyOnnx.Manifest));
        float[] z = new float[16 * 6], y = new float[16 * 3], images = new float[16 * 16];
        generator.Generate(16, z, y, images);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int call = 0; call < 1000; call++) generator.Generate(16, z, y, images);
        // Two runs of the session each; a million rows are 62,500 calls.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 1000, 0, 100);
    }

    [Fact]
    public void A_call_that_fails_disturbs_no_later_one()
    {
        GeneratorManifest manifest = TinyOnnx.Manifest;
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(TinyOnnx.Write(manifest));
        float[] z = [.. Enumerable.Range(0, 12).Select(i => i / 6f)], y = [1, 0, 0, 0, 0, 1], images = new float[32];
        Assert.Throws<ArgumentException>(() => generator.Generate(2, z, y, new float[31]));
        generator.Generate(2, z, y, images);
        Assert.All(TinyOnnx.Expected(manifest, 2, z, y).Zip(images), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Parallel_callers_do_not_disturb_each_other()
    {
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(TinyOnnx.Write(TinyOnnx.Manifest));
        var (z, y) = Latents(40);
        float[] expected = new float[40 * 16];
        generator.Generate(40, z, y, expected);
        Parallel.For(0, 40, n =>
        {
            float[] image = new float[16];
            generator.Generate(1, z.AsSpan(n * 6, 6), y.AsSpan(n * 3, 3), image);
            Assert.Equal(expected[(n * 16)..(n * 16 + 16)], image);
        });
    }

    [Fact]
    public void Buffers_that_are_too_small_are_refused()
    {
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(TinyOnnx.Write(TinyOnnx.Manifest));
        Assert.Equal("z", Assert.Throws<ArgumentException>(() => generator.Generate(2, new float[11], new float[6], new float[32])).ParamName);
        Assert.Equal("y", Assert.Throws<ArgumentException>(() => generator.Generate(2, new float[12], new float[5], new float[32])).ParamName);
        Assert.Equal("images", Assert.Throws<ArgumentException>(() => generator.Generate(2, new float[12], new float[6], new float[31])).ParamName);
    }

    [Fact]
    public void A_disposed_generator_says_so()
    {
        OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(TinyOnnx.Write(TinyOnnx.Manifest));
        generator.Dispose();
        generator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => generator.Generate(1, new float[6], new float[3], new float[16]));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string path = Path.Combine(folder, "none.onnx");
        Assert.Contains(path, Assert.Throws<GeneratorException>(() => OnnxConditionalGenerator.Load(path)).Message);
    }

    [Fact]
    public void A_file_that_is_no_ONNX_is_named()
    {
        string path = Path.Combine(folder, "text.onnx");
        File.WriteAllText(path, "this is no model");
        var e = Assert.Throws<GeneratorException>(() => OnnxConditionalGenerator.Load(path));
        Assert.Contains("no ONNX file", e.Message);
        Assert.Contains(path, e.Message);
        Assert.Throws<GeneratorException>(() => OnnxConditionalGenerator.Load([]));
    }

    [Fact]
    public void A_truncated_file_is_refused()
    {
        byte[] model = TinyOnnx.Write(TinyOnnx.Manifest);
        Assert.Throws<GeneratorException>(() => OnnxConditionalGenerator.Load(model[..(model.Length / 2)]));
    }

    [Fact]
    public void A_model_of_another_kind_is_no_generator()
    {
        Assert.Contains("inputs are x, y", NotOne(TinyOnnx.Write(TinyOnnx.Manifest, z: "x")));
        Assert.Contains("outputs are picture", NotOne(TinyOnnx.Write(TinyOnnx.Manifest, image: "picture")));
        Assert.Contains("no metadata", NotOne(TinyOnnx.Write(TinyOnnx.Manifest, withManifest: false)));
    }

    [Fact]
    public void A_manifest_that_disagrees_with_the_graph_is_refused()
    {
        Assert.Contains("[N, 9], but the manifest says [N, 6]", NotOne(TinyOnnx.Write(TinyOnnx.Manifest, latentSize: 9)));
        Assert.Contains("'y'", NotOne(TinyOnnx.Write(TinyOnnx.Manifest, json: (TinyOnnx.Manifest with { Classes = ["a", "b"] }).ToJson())));
        Assert.Contains("'image'", NotOne(TinyOnnx.Write(TinyOnnx.Manifest, json: (TinyOnnx.Manifest with { Height = 8 }).ToJson())));
        Assert.Contains("manifest", NotOne(TinyOnnx.Write(TinyOnnx.Manifest, json: "{")));
    }

    [Fact]
    public void The_truncation_of_each_row_reaches_a_file_that_has_an_input_for_it()
    {
        GeneratorManifest several = TinyOnnx.Manifest with { StatisticsSets = 51 };
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(TinyOnnx.Write(several, withTruncation: true));
        using OnnxConditionalGenerator plain = OnnxConditionalGenerator.Load(TinyOnnx.Write(TinyOnnx.Manifest));
        var (z, y) = Latents(11);
        float[] truncation = [.. Enumerable.Range(0, 11).Select(n => n / 10f)], images = new float[11 * 16], whole = new float[11 * 16],
            expected = new float[11 * 16];
        generator.Generate(11, z, y, truncation, images);
        plain.Generate(11, z, y, expected);
        for (int i = 0; i < images.Length; i++) Assert.Equal(MathF.Tanh(MathF.Atanh(expected[i]) * truncation[i / 16]), images[i], 1e-5f);
        generator.Generate(11, z, y, whole);
        for (int i = 0; i < images.Length; i++) Assert.Equal(expected[i], whole[i], 1e-6f);
        // One set of statistics is that of every truncation.
        plain.Generate(11, z, y, truncation, images);
        Assert.Equal(expected, images);
        Assert.Throws<ArgumentException>(() => generator.Generate(11, z, y, truncation.AsSpan(1), images));
    }

    [Fact]
    public void The_input_for_the_truncation_and_the_manifest_must_agree()
    {
        GeneratorManifest several = TinyOnnx.Manifest with { StatisticsSets = 51 };
        Assert.Contains("no input 'truncation'", NotOne(TinyOnnx.Write(several)));
        Assert.Contains("no sets of statistics", NotOne(TinyOnnx.Write(TinyOnnx.Manifest, withTruncation: true)));
        Assert.Contains("1 sets of statistics", NotOne(TinyOnnx.Write(several with { StatisticsSets = 1 }, withTruncation: true)));
    }

    [Fact]
    public void A_device_that_cannot_be_used_is_reported_or_left_for_the_CPU()
    {
        byte[] model = TinyOnnx.Write(TinyOnnx.Manifest);
        var e = Assert.Throws<GeneratorException>(() => OnnxConditionalGenerator.Load(model, gpuDeviceId: 99));
        Assert.Contains("CUDA device 99", e.Message);
        Assert.Contains("Microsoft.ML.OnnxRuntime.Gpu", e.Remedy);
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(model, gpuDeviceId: 99, fallbackToCpu: true);
        Assert.Null(generator.GpuDeviceId);
        generator.Generate(1, new float[6], new float[3], new float[16]);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void Every_failure_of_CUDA_is_explained_or_left_for_the_CPU(string kind, bool whenTheSessionIsMade)
    {
        Exception failure = Failure(kind);
        byte[] model = TinyOnnx.Write(TinyOnnx.Manifest);
        int sessions = 0;
        void Cuda(SessionOptions options, int device)
        {
            Assert.Equal(1, device);
            if (!whenTheSessionIsMade) throw failure;
        }

        InferenceSession Open(SessionOptions options) => sessions++ == 0 && whenTheSessionIsMade ? throw failure : new InferenceSession(model, options);

        int? device = 1;
        var e = Assert.Throws<GeneratorException>(() => GeneratorSession.Open(Open, "x.onnx", ref device, fallbackToCpu: false, Cuda));
        Assert.StartsWith("CUDA device 1 cannot be used: ", e.What);
        Assert.Contains("the reason", e.What);
        Assert.Contains("'x.onnx'", e.Origin);
        Assert.Contains("Microsoft.ML.OnnxRuntime.Gpu", e.Remedy);
        Assert.Contains("fallbackToCpu", e.Remedy);
        Assert.Same(failure, e.InnerException);

        (device, sessions) = (1, 0);
        using InferenceSession session = GeneratorSession.Open(Open, "x.onnx", ref device, fallbackToCpu: true, Cuda);
        Assert.Null(device);
        Assert.Contains("image", session.OutputNames);
    }

    public static TheoryData<string, bool> Failures
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (string kind in new[] { "entry point", "library", "format", "initialization", "initialization twice", "build", "1", "2", "6", "9", "11" })
                foreach (bool whenTheSessionIsMade in new[] { false, true }) data.Add(kind, whenTheSessionIsMade);
            return data;
        }
    }

    [Fact]
    public void A_device_that_fails_does_not_hide_a_file_that_is_none()
    {
        int? device = 0;
        var e = Assert.Throws<GeneratorException>(() => GeneratorSession.Open(
            options => new InferenceSession([1, 2, 3], options), "x.onnx", ref device, fallbackToCpu: true, (_, _) => throw Failure("library")));
        Assert.Contains("no ONNX file", e.What);
    }

    [Fact]
    public void A_missing_native_library_names_the_package_to_add()
    {
        var missing = new DllNotFoundException("onnxruntime");
        Exception[] causes = [missing, new EntryPointNotFoundException(), new TypeInitializationException("NativeMethods", missing)];
        foreach (Exception cause in causes)
        {
            int? device = null;
            InferenceSession Open(SessionOptions options) => throw cause;
            var e = Assert.Throws<GeneratorException>(() => GeneratorSession.Open(Open, "x.onnx", ref device, fallbackToCpu: false));
            Assert.Contains("Microsoft.ML.OnnxRuntime", e.Remedy);
            Assert.Same(cause, e.InnerException);
        }
    }

    [Fact]
    public void A_native_library_of_another_version_is_said_to_be_one()
    {
        int? device = null;
        InferenceSession Open(SessionOptions options) => throw new TypeInitializationException("NativeMethods", new ArgumentNullException("ptr"));
        var e = Assert.Throws<GeneratorException>(() => GeneratorSession.Open(Open, "x.onnx", ref device, fallbackToCpu: false));
        Assert.Contains("not of the version that is needed", e.What);
        Assert.Contains("of the version of Microsoft.ML.OnnxRuntime.Managed", e.Remedy);
    }

    private static Exception Failure(string kind) => kind switch
    {
        "entry point" => new EntryPointNotFoundException("the reason"),
        "library" => new DllNotFoundException("the reason"),
        "format" => new BadImageFormatException("the reason"),
        "initialization" => new TypeInitializationException("NativeMethods", new DllNotFoundException("the reason")),
        "initialization twice" => new TypeInitializationException("OrtEnv", new TypeInitializationException("NativeMethods", Failure("11"))),
        "build" => new NotSupportedException("the reason"),
        // What ONNX Runtime itself says, under one of its codes; its constructor is its own.
        _ => (Exception)typeof(OnnxRuntimeException).GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)[0].Invoke(
            [Enum.ToObject(typeof(OnnxRuntimeException).Assembly.GetType("Microsoft.ML.OnnxRuntime.ErrorCode")!, int.Parse(kind)), "the reason"]),
    };

    private static (float[] Z, float[] Y) Latents(int count)
    {
        var random = new Random(5);
        float[] z = [.. Enumerable.Range(0, count * 6).Select(_ => (float)random.NextDouble() * 4 - 2)];
        float[] y = new float[count * 3];
        for (int n = 0; n < count; n++) y[n * 3 + n % 3] = 1;
        return (z, y);
    }

    private string Write(byte[] model)
    {
        string path = Path.Combine(folder, "tiny.onnx");
        File.WriteAllBytes(path, model);
        return path;
    }

    private static string NotOne(byte[] model) => Assert.Throws<GeneratorException>(() => OnnxConditionalGenerator.Load(model)).Message;
}
