using System.IO.Compression;
using System.Text.Json;

namespace GanAugment.Data.Sources;

/// <summary>Reads the data set format of StyleGAN: PNG images and <c>dataset.json</c> with <c>{"labels": [["00000/img00000000.png", 6], …]}</c>, in a zip or
/// in a folder.</summary>
/// <remarks>
/// Labels are class indices. Class names come from an optional list <c>"classes"</c> in the same JSON; without it they are "0", "1", … up to the largest label.
/// Images that are not listed are ignored. Nothing is unpacked to the disk, and no name leads out of the zip or folder.
/// </remarks>
public static class StyleGanZipSource
{
    /// <summary>The name of the list of labels.</summary>
    internal const string ListName = "dataset.json";

    // Three million images.
    private const int LargestList = 1 << 27;

    /// <summary>Opens the zip or folder; images are read when they are asked for.</summary>
    /// <param name="path">The zip file, or a folder that holds <c>dataset.json</c>.</param>
    /// <param name="split">The format has no parts: the test part is given only for a path whose name begins with "test" or "val".</param>
    /// <exception cref="DatasetException">The zip is damaged, the list is missing or has no labels, a label is no class, or an image is missing or cannot be
    /// read.</exception>
    public static ILabelledImageSource Open(string path, DatasetSplit split = DatasetSplit.Train)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Splits.Check(path, split);
        (Func<string, bool> exists, Func<string, byte[]> load) = Directory.Exists(path) ? InFolder(path) : InZip(path);
        if (!exists(ListName))
            throw new DatasetException($"There is no {ListName}.", $"The data is '{path}'.", "Make the data set with labels; a plain zip of images has none.");
        (ClassMap classes, List<(string Name, int Label)> images) = LabelList.Parse(load(ListName), path);
        string[] missing = [.. images.Where(image => !exists(image.Name)).Select(image => image.Name)];
        if (missing.Length > 0)
            throw new DatasetException($"{missing.Length} of {images.Count} listed images are missing, the first is '{missing[0]}'.",
                $"The data is '{path}'.", "Make the data set again.");
        return new EncodedImageSet(path, classes, images, load);
    }

    private static (Func<string, bool> Exists, Func<string, byte[]> Load) InZip(string path)
    {
        ZipArchive zip;
        try
        {
            // Stays open as long as the source lives; the file handle closes with it.
            zip = new ZipArchive(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), ZipArchiveMode.Read);
            // The table of contents is read when it is first asked for.
            _ = zip.Entries.Count;
        }
        catch (Exception e) when (IsDamage(e) || e is UnauthorizedAccessException)
        {
            throw new DatasetException($"The zip cannot be opened: {e.Message.TrimEnd('.')}.",
                $"The file is '{path}'.", "Check the path, or copy the file again.", e);
        }

        return (name => zip.GetEntry(name) is not null, Load);

        byte[] Load(string name)
        {
            try
            {
                // One archive reads one entry at a time; decoding, the long part, happens outside.
                lock (zip)
                {
                    ZipArchiveEntry entry = zip.GetEntry(name)!;
                    using Stream content = entry.Open();
                    return Bounded(content, name, path, PackedFile.MostOf(entry.CompressedLength));
                }
            }
            catch (Exception e) when (IsDamage(e))
            {
                throw new DatasetException($"'{name}' in the zip is damaged: {e.Message.TrimEnd('.')}.", $"The file is '{path}'.", "Copy the file again.", e);
            }
        }
    }

    // What ZipArchive says of entries that it has no method for, or whose sizes and places contradict each other.
    private static bool IsDamage(Exception e) => e is InvalidDataException or IOException or NotSupportedException or ArgumentException;

    private static (Func<string, bool> Exists, Func<string, byte[]> Load) InFolder(string path)
    {
        string root = Path.GetFullPath(path) + Path.DirectorySeparatorChar;
        return (name => Inside(name) is { } file && File.Exists(file), Load);

        string? Inside(string name) => !name.Contains('\0', StringComparison.Ordinal) && Path.GetFullPath(Path.Combine(root, name)) is var file && file.StartsWith(root, StringComparison.Ordinal) ? file : null;

        byte[] Load(string name)
        {
            try
            {
                using FileStream file = File.OpenRead(Inside(name)!);
                return Bounded(file, name, path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new DatasetException($"'{name}' cannot be read: {e.Message.TrimEnd('.')}.", $"The folder is '{path}'.", "Check that it may be read.", e);
            }
        }
    }

    private static byte[] Bounded(Stream stream, string name, string path, long most = long.MaxValue)
    {
        long limit = Math.Min(most, name == ListName ? LargestList : EncodedImage.LargestFile);
        byte[] bytes = BoundedRead.UpTo(stream, limit + 1L);
        if (bytes.Length > limit)
            throw new DatasetException($"'{name}' has more than {limit} bytes.", $"The data is '{path}'.", "Check that this is a data set of small images.");
        return bytes;
    }

    /// <summary>The content of <c>dataset.json</c>.</summary>
    private static class LabelList
    {
        public static (ClassMap Classes, List<(string Name, int Label)> Images) Parse(byte[] json, string path)
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(json);
                JsonElement labels = document.RootElement.GetProperty("labels");
                if (labels.ValueKind == JsonValueKind.Null)
                    throw Error("There are no labels (\"labels\" is null).", "Make the data set with labels.");
                ClassMap? classes = document.RootElement.TryGetProperty("classes", out JsonElement names)
                    ? new ClassMap(names.EnumerateArray().Select(name => name.GetString()!)) : null;
                var images = new List<(string Name, int Label)>();
                foreach (JsonElement pair in labels.EnumerateArray())
                {
                    string name = pair[0].GetString() ?? throw Error("The name of an image is null.", "Give every image its name.");
                    if (pair[1].ValueKind != JsonValueKind.Number || !pair[1].TryGetInt32(out int label) || label < 0)
                        throw Error($"The label of '{name}' is {pair[1]}, which is no class index.", "Give every image one class as a number from 0 on.");
                    if (classes is null ? label > ushort.MaxValue : label >= classes.Count)
                        throw Error($"The label of '{name}' is {label}, but there are {classes?.Count ?? ushort.MaxValue + 1} classes.",
                            "Correct the label or the list of classes.");
                    images.Add((name, label));
                }

                return (classes ?? ClassList.Numbers(images.Select(image => image.Label)), images);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
            {
                throw new DatasetException($"{ListName} is not as expected: {e.Message.TrimEnd('.')}.",
                    $"The data is '{path}'.", "It must hold {\"labels\": [[\"name.png\", 0], …]}.", e);
            }

            DatasetException Error(string what, string remedy) => new(what, $"The list is {ListName} in '{path}'.", remedy);
        }
    }
}
