using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GanAugment.Provenance;

namespace GanAugment.Transforms.Columns;

/// <summary>A folder of synthetic images: each a file named after what made it, and beside it a JSON file that says so.</summary>
/// <remarks>The same image has the same name in every run; images of another generator, seed, truncation or size never have it.</remarks>
internal sealed class SpooledImages
{
    private readonly string folder;
    private readonly string format;
    private readonly string extension;

    /// <param name="folder">The folder; it is made when the first image is written.</param>
    /// <param name="options">Format, shape and resizing, which are part of what makes a file.</param>
    public SpooledImages(string folder, BigGanAugmentationOptions options)
    {
        this.folder = Path.GetFullPath(folder);
        bool isPng = options.FileFormat == ImageFileFormat.Png;
        extension = isPng ? "png" : "jpg";
        format = string.Create(
            CultureInfo.InvariantCulture,
            $"{extension} {(isPng ? 0 : options.JpegQuality)} {options.ColumnShape} {options.Resizing} {options.CropAnchor}");
    }

    /// <summary>Writes an image and where it came from.</summary>
    /// <returns>The full path of the image.</returns>
    /// <exception cref="SaveException">The folder or the disk refused.</exception>
    public string Write(SyntheticOrigin origin, byte[] file)
    {
        string json = origin.ToJson();
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{json} {format}")).AsSpan(0, 8));
        string name = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Plain(origin.Class)}-{origin.Row:D6}-{hash}"));
        AtomicFile.WriteAllText($"{name}.json", json + "\n");
        string path = $"{name}.{extension}";
        AtomicFile.WriteAllBytes(path, file);
        return path;
    }

    // Class names may hold what file names cannot; the hash tells apart what becomes alike.
    private static string Plain(string name) => new([.. name.Take(40).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-')]);
}
