using System.Reflection;
using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Finds the native engine: beside this assembly, in the folder recorded at build time, then where GANAUGMENT_ONNXRUNTIME points.</summary>
internal static class NativeLibraryLocation
{
    private static readonly string[] FileNames = ["libonnxruntime.so", "libonnxruntime.so.1"];

    /// <exception cref="DllNotFoundException">No folder has the library.</exception>
    public static nint Load()
    {
        var candidates = from directory in Directories() from name in FileNames select Path.Combine(directory, name);
        foreach (var path in candidates.Where(File.Exists))
            return NativeLibrary.Load(path);

        // The loader's own search path comes last and writes the exception that users of the package know.
        return NativeLibrary.Load("onnxruntime", typeof(NativeLibraryLocation).Assembly, null);
    }

    private static IEnumerable<string> Directories()
    {
        yield return AppContext.BaseDirectory;
        var assembly = typeof(NativeLibraryLocation).Assembly;
        if (assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "NativeLibraryDirectory")?.Value is { } recorded)
            yield return recorded;
        if (Environment.GetEnvironmentVariable("GANAUGMENT_ONNXRUNTIME") is { Length: > 0 } chosen)
            yield return chosen;
    }
}
