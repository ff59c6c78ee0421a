using System.Diagnostics;

namespace GanAugment.Training.Tests.Export;

/// <summary>A test that needs the checker of ONNX itself; reported as skipped where that is not installed.</summary>
internal sealed class OnnxCheckerFactAttribute : FactAttribute
{
    public OnnxCheckerFactAttribute()
    {
        if (OutsideTools.Run(OutsideTools.Python, ["-c", "import onnx.checker"]).Code != 0)
            Skip = "Python's onnx package (Debian: python3-onnx) is not installed.";
    }
}

/// <summary>A test that needs ONNX Runtime inside Node; reported as skipped where that is not installed.</summary>
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (OutsideTools.NodeModules is null) Skip = "The npm package onnxruntime-node is not installed under .dependencies.";
        else if (OutsideTools.Run("node", ["-e", "require('onnxruntime-node')"]).Code != 0) Skip = "Node does not load onnxruntime-node.";
    }
}

internal static class OutsideTools
{
    // Debian's own interpreter: another one on the path would not see Debian's packages.
    public const string Python = "/usr/bin/python3";

    public static string? NodeModules { get; } = FindNodeModules();

    public static (int Code, string Output) Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (NodeModules is not null) start.Environment["NODE_PATH"] = NodeModules;
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.Result);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (-1, e.Message);
        }
    }

    private static string? FindNodeModules()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "GanAugment.sln"))) continue;
            string modules = Path.Combine(folder.FullName, ".dependencies", "onnxruntime", "node_modules");
            return Directory.Exists(Path.Combine(modules, "onnxruntime-node")) ? modules : null;
        }

        return null;
    }
}
