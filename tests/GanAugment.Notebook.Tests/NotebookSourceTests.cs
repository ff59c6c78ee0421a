namespace GanAugment.Notebooks;

public sealed class NotebookSourceTests
{
    [Fact]
    public void Cells_are_parted_and_what_only_the_program_needs_stays_out()
    {
        NotebookSource source = NotebookSource.Parse("""
            #:property PublishAot=false
            #:package One

            // %% [markdown]
            // # Title
            //
            // Text.

            // %% tags=parameters
            int n = 1;

            // %%
            Console.WriteLine(n); // not a cell: // %%

            // %% notebook
            int m = 2;

            // %% app
            return;
            """);

        Assert.Equal(["One"], source.Packages);
        Assert.Equal(
            [
                new Cell(CellKind.Markdown, "# Title\n\nText.", null), new Cell(CellKind.Code, "int n = 1;", "parameters"),
                new Cell(CellKind.Code, "Console.WriteLine(n); // not a cell: // %%", null), new Cell(CellKind.Code, "int m = 2;", null),
            ], source.Cells);
    }

    [Theory]
    [InlineData("// %% [html]\n// x")]
    [InlineData("// %%\n\n// %%\nx")]
    [InlineData("// %% [markdown]\nx")]
    public void What_makes_no_cells_is_refused(string text) => Assert.Throws<FormatException>(() => NotebookSource.Parse(text));
}
