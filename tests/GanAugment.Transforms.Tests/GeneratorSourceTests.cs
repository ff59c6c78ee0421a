using GanAugment.Generation;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;

namespace GanAugment.Transforms.Tests;

public sealed class GeneratorSourceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ganaugment").FullName;
    private readonly CatalogEnvironment environment = CatalogEnvironment.Of(new MLContext().Transforms);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Users_share_a_session_that_closes_with_the_last()
    {
        GeneratorSource source = GeneratorSource.Open(FromFile(TinyOnnx.Write(TinyOnnx.Manifest)), environment);
        IConditionalGenerator first = source.Acquire();
        Assert.Same(first, source.Acquire());
        source.Release();
        first.Generate(1, new float[6], new float[3], new float[16]);
        source.Release();
        Assert.Throws<ObjectDisposedException>(() => first.Generate(1, new float[6], new float[3], new float[16]));
        Assert.NotSame(first, source.Acquire());
        source.Release();
    }

    [Fact]
    public void A_generator_that_was_given_stays_open()
    {
        var generator = new PatternGenerator(Example.Classes);
        GeneratorSource source = GeneratorSource.Open(Given.Options(generator), environment);
        source.Acquire();
        source.Release();
        Assert.False(generator.Disposed);
    }

    [Fact]
    public void A_file_that_was_replaced_does_not_matter_to_the_first_user_and_is_noticed_for_the_next()
    {
        BigGanAugmentationOptions options = FromFile(TinyOnnx.Write(TinyOnnx.Manifest));
        GeneratorSource source = GeneratorSource.Open(options, environment);
        File.WriteAllBytes(options.ModelFile!, TinyOnnx.Write(TinyOnnx.Manifest with { Classes = ["c", "b", "a"] }));
        Assert.Equal(Example.Classes, source.Acquire().Manifest.Classes);
        source.Release();
        Assert.Contains("replaced", Assert.Throws<GeneratorException>(source.Acquire).Message);
    }

    [Fact]
    public void The_device_of_the_context_counts_and_its_fallback_is_warned_of()
    {
        var context = new MLContext { GpuDeviceId = 99, FallbackToCpu = true };
        List<string> messages = Given.Messages(context);
        GeneratorSource.Open(FromFile(TinyOnnx.Write(TinyOnnx.Manifest)), CatalogEnvironment.Of(context.Transforms));
        Assert.Contains(messages, message => message.StartsWith("Warning") && message.Contains("CUDA device 99"));
    }

    private BigGanAugmentationOptions FromFile(byte[] model)
    {
        string path = Path.Combine(folder, "tiny.onnx");
        File.WriteAllBytes(path, model);
        return Given.Options() with { Generator = null, ModelFile = path };
    }
}
