namespace GanAugment.Training.Tests;

public class TensorLibraryTests
{
    [Fact]
    public void What_is_there_is_not_complained_of() => TensorLibrary.Require();

    [Fact]
    public void A_missing_or_unfit_native_library_is_one_sentence_with_the_package_to_add()
    {
        Exception[] causes =
        [
            new DllNotFoundException("Unable to load shared library 'LibTorchSharp'"),
            // As TorchSharp tells it.
            new TypeInitializationException("TorchSharp.torch", new NotSupportedException(
                "This application or script uses TorchSharp but doesn't contain a reference to libtorch-cpu-linux-x64.\n\nConsider referencing one of…\n")),
            new EntryPointNotFoundException("THSTorch_get_num_threads"),
            new BadImageFormatException("an image of another processor"),
        ];
        foreach (Exception cause in causes)
        {
            Exception? failure = TensorLibrary.Failed(() => throw cause);
            var error = Assert.Throws<GeneratorException>(() => TensorLibrary.Require(failure));
            Assert.StartsWith("The tensor library libtorch cannot be used: ", error.What);
            Assert.DoesNotContain("type initializer", error.What);
            Assert.DoesNotContain("Consider", error.What);
            Assert.Contains("TorchSharp-cpu", error.Remedy);
            Assert.Same(cause, error.InnerException);
        }
    }

    [Fact]
    public void Other_errors_are_left_alone() => Assert.Throws<FormatException>(() => TensorLibrary.Failed(() => throw new FormatException()));
}
