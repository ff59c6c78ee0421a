namespace GanAugment.Cli.Tests;

/// <summary>A test in real shells, where this machine has them.</summary>
internal sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute(params string[] programs)
    {
        if (OperatingSystem.IsWindows()) Skip = "It runs the program by a script of another system.";
        else if (programs.FirstOrDefault(program => Find(program) is null) is { } missing) Skip = $"There is no {missing} here.";
    }

    /// <summary>The path of a program, or null.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
