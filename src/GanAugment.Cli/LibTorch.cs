using System.Runtime.InteropServices;

namespace GanAugment.Cli;

/// <summary>Where the tensor library comes from: beside the program, or, with the tool's package, which is too small for it, from a folder that the user
/// names.</summary>
internal static class LibTorch
{
    /// <summary>The environment variable with the folder of libtorch's libraries.</summary>
    public const string Variable = "GANAUGMENT_LIBTORCH";

    // Each needs those before it. Builds for the CPU lack some.
    private static readonly string[] Names = ["c10", "torch_cpu", "c10_cuda", "torch_cuda", "torch"];

    /// <summary>Loads the libraries of the folder that is named, so that the binding finds them loaded; does nothing where none is.</summary>
    /// <exception cref="OptionException">The folder has none, or they do not load.</exception>
    public static void Load()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } folder) return;
        string[] files = [.. Names.Select(name => Path.Combine(folder, FileName(name))).Where(File.Exists)];
        if (files.Length == 0)
            throw new OptionException("There is no libtorch.", $"The folder is '{folder}', named by {Variable}.",
                $"Name the folder that holds {FileName("torch_cpu")}: 'lib' of an unpacked libtorch.");
        foreach (string file in files)
        {
            try
            {
                NativeLibrary.Load(file);
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                throw new OptionException($"libtorch cannot be loaded: {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}.",
                    $"The file is '{file}', in the folder named by {Variable}.", "Use the libtorch of this system, in the version that the tool's page names.", e);
            }
        }
    }

    /// <summary>Whether an error means that there is no tensor library at all.</summary>
    public static bool IsMissing(Exception error)
    {
        for (Exception? e = error; e is not null; e = e.InnerException)
            if (e is DllNotFoundException or NotSupportedException && e.Message.Contains("torch", StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>What to do about it.</summary>
    public static string Remedy => "The tensor library (libtorch) is not there; train, import and export need it. " +
        $"Unpack libtorch and name its folder 'lib' in the environment variable {Variable}, or run ganaugment from its repository, which restores it.";

    private static string FileName(string name) => OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
}
