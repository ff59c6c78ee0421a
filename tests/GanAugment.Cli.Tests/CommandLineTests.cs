namespace GanAugment.Cli.Tests;

public class CommandLineTests
{
    [Fact]
    public async Task Help_lists_the_verbs()
    {
        var (code, output, error) = await Cli.Run("--help");
        Assert.Equal((ExitCode.Done, ""), (code, error));
        foreach (string verb in (string[])["inspect", "train", "import", "export", "sample", "grid", "evaluate", "augment", "completion"])
            Assert.Contains(verb, output);
        Assert.Contains("ganaugment [command] [options]", output);
    }

    [Theory]
    [InlineData("trian", "x")]
    [InlineData("train")]
    [InlineData("train", "x", "--steps", "many")]
    [InlineData("sample", "x.onnx")]
    [InlineData("inspect", "x", "--nonsense")]
    public async Task A_command_line_that_cannot_be_understood_is_a_usage_error(params string[] args)
    {
        var (code, _, error) = await Cli.Run(args);
        Assert.Equal(ExitCode.Usage, code);
        Assert.NotEmpty(error);
        Assert.DoesNotContain("   at ", error);
    }
}
