using GanAugment.Data;
using GanAugment.Reporting;

namespace GanAugment.Transforms.Tests.Support;

/// <summary>PNG files in a folder of their own: gray ramps of given sizes.</summary>
internal sealed class ImageFiles : IDisposable
{
    public ImageFiles(params (int Width, int Height)[] sizes) => Paths = [.. sizes.Select((size, i) =>
    {
        string path = Path.Combine(Folder, $"image{i}.png");
        byte[] pixels = [.. Enumerable.Range(0, size.Width * size.Height).Select(p => (byte)(p * 255 / (size.Width * size.Height)))];
        File.WriteAllBytes(path, PngEncoder.Encode(new ImageShape(1, size.Height, size.Width), pixels));
        return path;
    })];

    public string Folder { get; } = Directory.CreateTempSubdirectory("ganaugment").FullName;

    public string[] Paths { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
