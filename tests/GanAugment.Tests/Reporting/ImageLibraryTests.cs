namespace GanAugment.Reporting;

public class ImageLibraryTests
{
    [Fact]
    public void What_is_there_is_not_complained_of() => ImageLibrary.Require();

    [Fact]
    public void A_missing_or_unfit_native_library_is_one_sentence_with_the_package_to_add()
    {
        Exception[] causes =
        [
            new DllNotFoundException("Unable to load shared library 'libSkiaSharp'"),
            new TypeInitializationException("SKObject", new DllNotFoundException("Unable to load shared library 'libSkiaSharp'")),
            new TypeInitializationException("SKObject", new InvalidOperationException("The version of the native libSkiaSharp library (80.3) is incompatible.")),
            new EntryPointNotFoundException("sk_bitmap_new"),
        ];
        foreach (Exception cause in causes)
        {
            Exception? failure = ImageLibrary.Failed(() => throw cause);
            var error = Assert.Throws<GanAugmentException>(() => ImageLibrary.Require(failure));
            Assert.StartsWith("The image library SkiaSharp cannot be used: ", error.What);
            Assert.DoesNotContain("type initializer", error.What);
            Assert.Contains("SkiaSharp.NativeAssets", error.Remedy);
            Assert.Same(cause, error.InnerException);
        }
    }

    [Fact]
    public void Other_errors_are_left_alone() => Assert.Throws<FormatException>(() => ImageLibrary.Failed(() => throw new FormatException()));
}
