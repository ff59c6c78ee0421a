namespace GanAugment.Cli.Tests;

public class CompletionTests
{
    [Theory]
    [InlineData("ganaugment ", "augment", "train")]
    [InlineData("ganaugment tr", "train")]
    [InlineData("ganaugment sample g.onnx --tr", "--truncation", "--trunc")]
    [InlineData("ganaugment export run --format ", "onnx", "pytorch", "safetensors")]
    [InlineData("ganaugment inspect ", "letters", "fashion-mnist")]
    [InlineData("ganaugment augment letters --strategy ", "balance", "minority")]
    [InlineData("ganaugment export run --format=", "onnx", "pytorch", "safetensors")]
    [InlineData("ganaugment export run --format=p", "pytorch")]
    [InlineData("ganaugment inspect \"let", "letters")]
    public async Task The_suggest_directive_answers_with_what_can_follow(string line, params string[] expected)
    {
        string[] found = await Complete(line, line.Length);
        foreach (string text in expected) Assert.Contains(text, found);
    }

    [Fact]
    public async Task Only_what_stands_before_the_cursor_counts()
    {
        Assert.Contains("inspect", await Complete("ganaugment ins --json", 14));
        Assert.DoesNotContain("reference", await Complete("ganaugment ", 11));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _ganaugment ganaugment")]
    [InlineData("zsh", "compdef _ganaugment ganaugment")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName ganaugment")]
    public async Task There_is_a_script_for_every_shell(string shell, string line)
    {
        var (code, output, error) = await Cli.Run("completion", shell);
        Assert.Equal((ExitCode.Done, ""), (code, error));
        Assert.Contains(line, output);
        Assert.Contains("[suggest:", output);
    }

    [Fact]
    public async Task Another_shell_is_a_usage_error() => Assert.Equal(ExitCode.Usage, (await Cli.Run("completion", "fish")).Code);

    private static async Task<string[]> Complete(string line, int position)
    {
        var (code, output, error) = await Cli.Run($"[suggest:{position}]", line);
        Assert.Equal((ExitCode.Done, ""), (code, error));
        return output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
