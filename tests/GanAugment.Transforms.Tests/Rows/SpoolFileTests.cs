using GanAugment.Transforms.Rows;

namespace GanAugment.Transforms.Tests.Rows;

public sealed class SpoolFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ganaugment").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_was_written_anywhere_is_read_back_and_no_file_stays()
    {
        using (var spool = new SpoolFile(folder))
        {
            spool.Write(100, [1, 2, 3]);
            spool.Write(0, [9]);
            byte[] back = new byte[3];
            spool.Read(100, back);
            Assert.Equal([1, 2, 3], back);
            Assert.Single(Directory.GetFiles(folder));
        }

        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_says_where_and_what_to_do()
    {
        var e = Assert.Throws<SaveException>(() => new SpoolFile(Path.Combine(folder, "none")));
        Assert.Contains(folder, e.Message);
        Assert.Contains("TMPDIR", e.Remedy);
    }
}
