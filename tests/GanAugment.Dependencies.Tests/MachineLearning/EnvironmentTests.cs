using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace GanAugment.Dependencies.Tests.MachineLearning;

public sealed class EnvironmentTests
{
    [Fact]
    public void What_a_channel_says_reaches_the_log_with_its_source()
    {
        var ml = new MLContext(1);
        var said = new List<LoggingEventArgs>();
        ml.Log += (_, message) => said.Add(message);
        using (IChannel channel = ((IHostEnvironment)ml).Register("Augment").Start("Fit"))
            channel.Info(MessageSensitivity.None, "generated {0} images", 5);
        LoggingEventArgs info = Assert.Single(said, message => message.Kind == ChannelMessageKind.Info);
        Assert.Equal("generated 5 images", info.RawMessage);
        Assert.Equal("Augment; Fit", info.Source);
        Assert.Equal("[Source=Augment; Fit, Kind=Info] generated 5 images", info.Message);
    }

    [Fact]
    public void Processed_exceptions_are_marked()
    {
        IHostEnvironment environment = new MLContext();
        var error = new ArgumentOutOfRangeException("x");
        Assert.Same(error, environment.Process(error));
        Assert.True(error.Data.Contains("ML_IsMarked"));
    }

    [Fact]
    public void A_seed_makes_the_random_numbers_of_hosts_repeat()
    {
        Assert.Equal(First(3), First(3));
        Assert.NotEqual(First(3), First(4));

        static int First(int seed) => ((IHostEnvironment)new MLContext(seed)).Register("Augment").Rand.Next();
    }

    [Fact]
    public void The_environment_of_a_catalog_is_behind_an_interface_that_is_not_public()
    {
        var ml = new MLContext(1);
        Type catalog = Assert.Single(typeof(TransformsCatalog).GetInterfaces(), type => type.Name == "IInternalCatalog");
        PropertyInfo environment = catalog.GetProperty("Environment")!;
        Assert.IsAssignableFrom<IHostEnvironment>(environment.GetValue(ml.Transforms));
    }

    [Fact]
    public void The_context_keeps_what_the_user_says_of_devices()
    {
        var ml = new MLContext { GpuDeviceId = 2, FallbackToCpu = true };
        Assert.Equal(2, ml.GpuDeviceId);
        Assert.True(ml.FallbackToCpu);
        Assert.Null(new MLContext().GpuDeviceId);
        Assert.False(new MLContext().FallbackToCpu);
    }
}
