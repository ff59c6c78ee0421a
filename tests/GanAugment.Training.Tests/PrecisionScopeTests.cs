using static TorchSharp.torch;

namespace GanAugment.Training.Tests;

public class PrecisionScopeTests
{
    [Theory]
    [InlineData(Precision.Float32, false)]
    [InlineData(Precision.TensorFloat32, true)]
    public void Products_and_convolutions_are_as_exact_as_asked_for_the_time_of_a_run(Precision precision, bool rounds)
    {
        var before = (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32);
        using (new PrecisionScope(precision, onCuda: true)) Assert.Equal((rounds, rounds), (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32));
        Assert.Equal(before, (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32));
    }

    [Fact]
    public void On_a_processor_nothing_is_set()
    {
        var before = (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32);
        using (new PrecisionScope(Precision.TensorFloat32, onCuda: false))
            Assert.Equal(before, (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32));
    }
}
