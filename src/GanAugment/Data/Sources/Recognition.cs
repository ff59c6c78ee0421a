namespace GanAugment.Data.Sources;

/// <summary>Tells formats apart. Each question is answered with the reason why a path is not of the format, or null when it is.</summary>
internal static class Recognition
{
    private static readonly string[] CifarNames = ["data_batch_1.bin", "train.bin", "test_batch.bin", "test.bin"];

    public static string? NotIdx(string path)
    {
        if (Directory.Exists(path)) return Directory.EnumerateFiles(path, "*-images*idx3-ubyte*").Any() ? null : "no file is named …-images-idx3-ubyte";
        return IdxSource.Magic(path) switch
        {
            IdxSource.ImagesMagic => null,
            IdxSource.LabelsMagic => "it holds the labels; give the images file",
            _ => "it does not begin with 0x00000803",
        };
    }

    public static string? NotStyleGan(string path)
    {
        if (Directory.Exists(path)) return File.Exists(Path.Combine(path, StyleGanZipSource.ListName)) ? null : $"there is no {StyleGanZipSource.ListName}";
        return Start(path, 4) is [(byte)'P', (byte)'K', ..] ? null : "it is no zip file";
    }

    public static string? NotCifar(string path)
    {
        if (Directory.Exists(path))
            return CifarNames.Any(name => File.Exists(Path.Combine(path, name))) ? null : "no file is named data_batch_1.bin or train.bin";
        if (Path.GetExtension(path) is ".pkl" or ".pickle" || Start(path, 2) is [0x80, >= 2 and <= 5])
            return "it is a Python pickle; download the binary version";
        return Path.GetExtension(path) == ".bin" ? null : "its name does not end in .bin";
    }

    public static string? NotCsv(string path)
    {
        if (Directory.Exists(path)) return File.Exists(Path.Combine(path, "train.csv")) ? null : "there is no train.csv";
        if (!Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase)) return "its name does not end in .csv";
        return Start(path, 1 << 12).Contains((byte)0) ? "it is not text" : null;
    }

    public static string? NotImageFolder(string path) => Directory.Exists(path) ? ImageFolderSource.Refusal(path) : "it is a file";

    private static byte[] Start(string path, int count)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return BoundedRead.UpTo(file, count);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"A file cannot be opened: {e.Message.TrimEnd('.')}.",
                $"The file is '{path}'.", "Check that it may be read and that no other program holds it.", e);
        }
    }
}
