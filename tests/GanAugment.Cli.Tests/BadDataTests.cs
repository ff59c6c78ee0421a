namespace GanAugment.Cli.Tests;

public sealed class BadDataTests : IDisposable
{
    private readonly Folder folder = new();

    [Fact]
    public async Task Missing_data() => Assert.Contains("nowhere", await Cli.Fails(ExitCode.BadInput, "inspect", folder.In("nowhere")));

    [Fact]
    public async Task Corrupt_gzip()
    {
        string data = folder.WriteIdx(harmImages: pixels =>
        {
            byte[] packed = Folder.Packed(pixels);
            for (int i = 20; i < packed.Length - 8; i++) packed[i] ^= 0x5A;
            return packed;
        });
        Assert.Contains("train-images-idx3-ubyte.gz", await Cli.Fails(ExitCode.BadInput, "inspect", data));
    }

    [Fact]
    public async Task Truncated_idx() =>
        Assert.Contains("train-images-idx3-ubyte.gz",
            await Cli.Fails(ExitCode.BadInput, "inspect", folder.WriteIdx(harmImages: pixels => Folder.Packed(pixels[..^100]))));

    [Fact]
    public async Task Label_count_mismatch()
    {
        string error = await Cli.Fails(ExitCode.BadInput, "inspect", folder.WriteIdx(images: 8, labels: 7));
        Assert.Contains("8", error);
        Assert.Contains("7", error);
    }

    [Fact]
    public async Task Unreadable_image()
    {
        string data = folder.WriteImages("cat", "dog");
        folder.Write("images/cat/broken.png", [1, 2, 3]);
        Assert.Contains("broken.png", await Cli.Fails(ExitCode.BadInput, "inspect", data));
    }

    [Fact]
    public async Task Image_of_another_size()
    {
        string data = folder.WriteImages("cat", "dog");
        folder.Write("images/dog/wide.png", Folder.Png(8, 9));
        Assert.Contains("wide.png", await Cli.Fails(ExitCode.BadInput, "inspect", data));
    }

    [Fact]
    public async Task Class_without_images()
    {
        string data = folder.WriteImages("cat", "dog");
        Directory.CreateDirectory(folder.In("images", "horse"));
        Assert.Contains("horse", await Cli.Fails(ExitCode.BadInput, "train", data, "--dry-run"));
    }

    [Fact]
    public async Task Images_too_large_to_train_on()
    {
        folder.Write("images/cat/0.png", Folder.Png(520, 520));
        folder.Write("images/dog/0.png", Folder.Png(520, 520));
        Assert.Contains("520", await Cli.Fails(ExitCode.BadInput, "train", folder.In("images"), "--dry-run"));
    }

    public void Dispose() => folder.Dispose();
}
