using System.Diagnostics;

namespace GanAugment.Tests.Reporting;

/// <summary>A fact that needs Python with PyYAML, and is skipped without.</summary>
internal sealed class PyYamlFactAttribute : FactAttribute
{
    // Debian's own, whose packages a version manager's would not see.
    private static readonly string Python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    private static readonly bool Present = Try();

    public PyYamlFactAttribute()
    {
        if (!Present) Skip = "There is no Python with PyYAML.";
    }

    /// <summary>The output of a program that reads a text.</summary>
    public static string Run(string program, string input)
    {
        var start = new ProcessStartInfo(Python, ["-c", program])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(false),
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    private static bool Try()
    {
        try
        {
            Run("import yaml", "");
            return true;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException or Xunit.Sdk.XunitException)
        {
            return false;
        }
    }
}
