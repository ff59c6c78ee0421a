using SkiaSharp;

namespace GanAugment.Reporting;

/// <summary>Whether SkiaSharp's native library is there and is the right one. What fails in it fails when its first type is used, inside other errors.</summary>
internal static class ImageLibrary
{
    private static readonly Lazy<Exception?> Failure = new(() => Failed(Touch));

    /// <summary>Asks once; every later call costs nothing.</summary>
    /// <exception cref="GanAugmentException">It is missing, or of a version that SkiaSharp cannot use.</exception>
    public static void Require() => Require(Failure.Value);

    /// <summary>What went wrong with a first use, or null.</summary>
    internal static Exception? Failed(Action touch)
    {
        try
        {
            touch();
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or TypeInitializationException)
        {
            return e;
        }
    }

    /// <summary>Says what went wrong.</summary>
    internal static void Require(Exception? failure)
    {
        if (failure is null) return;
        throw new GanAugmentException($"The image library SkiaSharp cannot be used: {Cause(failure).TrimEnd('.')}.",
            "GanAugment leaves the choice of its native library to the application.",
            "Add the package SkiaSharp.NativeAssets of this system (Linux: SkiaSharp.NativeAssets.Linux.NoDependencies), of the version of SkiaSharp, to the application.",
            failure);
    }

    private static void Touch()
    {
        using var bitmap = new SKBitmap(1, 1);
    }

    private static string Cause(Exception e) => e is TypeInitializationException { InnerException: { } inner } ? Cause(inner) : e.Message;
}
