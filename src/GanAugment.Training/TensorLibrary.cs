using TorchSharp;

namespace GanAugment.Training;

/// <summary>Whether libtorch is there and is the right one. What fails in it fails when TorchSharp's first type is used, inside other errors.</summary>
internal static class TensorLibrary
{
    private static readonly Lazy<Exception?> Failure = new(() => Failed(() => torch.get_num_threads()));

    /// <summary>Asks once; every later call costs nothing.</summary>
    /// <exception cref="GeneratorException">It is missing, or of a version that TorchSharp cannot use.</exception>
    public static void Require() => Require(Failure.Value);

    /// <summary>What went wrong with a first use, or null.</summary>
    internal static Exception? Failed(Func<int> touch)
    {
        try
        {
            touch();
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or TypeInitializationException
            or NotSupportedException)
        {
            return e;
        }
    }

    /// <summary>Says what went wrong.</summary>
    internal static void Require(Exception? failure)
    {
        if (failure is null) return;
        throw new GeneratorException($"The tensor library libtorch cannot be used: {Cause(failure).TrimEnd('.')}.",
            "GanAugment.Training leaves the choice of it to the application.",
            "Add the package TorchSharp-cpu, TorchSharp-cuda-linux or TorchSharp-cuda-windows, of the version of TorchSharp, to the application.", failure);
    }

    // TorchSharp tells a story of every place where it looked; the first sentence says what is wrong.
    private static string Cause(Exception e) => e is TypeInitializationException { InnerException: { } inner } ? Cause(inner)
        : e.Message.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? e.GetType().Name;
}
