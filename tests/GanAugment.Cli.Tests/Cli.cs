namespace GanAugment.Cli.Tests;

/// <summary>The program, in process.</summary>
internal static class Cli
{
    /// <summary>Runs a command line.</summary>
    public static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int code = await CommandLine.RunAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command line that must fail with one line on the error writer, no result, and no stack trace.</summary>
    public static async Task<string> Fails(int code, params string[] args)
    {
        var (actual, output, error) = await Run(args);
        Assert.Equal((code, ""), (actual, output));
        Assert.DoesNotContain("   at ", error);
        Assert.DoesNotContain("Unexpected", error);
        return Assert.Single(error.TrimEnd().Split(Environment.NewLine));
    }
}
