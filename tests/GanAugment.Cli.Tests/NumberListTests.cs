using System.CommandLine;

namespace GanAugment.Cli.Tests;

public class NumberListTests
{
    [Theory]
    [InlineData("7", "7", "7")]
    [InlineData("0-3,7", "0 1 2 3 7", "0-3,7")]
    [InlineData("5,4,3-4", "5 4 3", "5,4,3")]
    [InlineData("9223372036854775806", "9223372036854775806", "9223372036854775806")]
    public void Numbers_and_ranges_are_read_in_order_each_once_and_written_again(string text, string numbers, string written)
    {
        Option<long[]?> option = NumberList.Create("--seeds", "");
        long[]? read = new Command("x") { option }.Parse(["--seeds", text]).GetValue(option);
        Assert.Equal(numbers, string.Join(' ', read!));
        Assert.Equal(written, NumberList.Write(read!));
    }

    [Fact]
    public void An_option_given_twice_adds_to_the_list()
    {
        Option<long[]?> option = NumberList.Create("--seeds", "");
        Assert.Equal([0, 1, 7], new Command("x") { option }.Parse(["--seeds", "0-1", "--seeds", "7"]).GetValue(option)!);
    }
}
