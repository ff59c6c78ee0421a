namespace GanAugment;

public class GanAugmentExceptionTests
{
    [Fact]
    public void A_message_is_one_line_whatever_is_quoted_in_it()
    {
        var error = new GeneratorException("An engine says: first\r\nsecond\nthird.", "The file is 'a\u001b[31m\u202Egpj.exe'.", "Check it.");

        Assert.Equal("An engine says: first second third.", error.What);
        Assert.Equal("The file is 'a?[31m?gpj.exe'.", error.Origin);
        Assert.Equal($"{error.What} {error.Origin} {error.Remedy}", error.Message);
    }

    [Fact]
    public void A_name_without_end_does_not_fill_the_screen()
    {
        var error = new DatasetException($"The class '{new string('x', 100_000)}' is unknown.", "The data is 'x'.", "Check it.");

        Assert.InRange(error.Message.Length, 2000, 2100);
        Assert.EndsWith("… The data is 'x'. Check it.", error.Message);
    }
}
