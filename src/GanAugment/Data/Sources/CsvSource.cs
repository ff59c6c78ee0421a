namespace GanAugment.Data.Sources;

/// <summary>Reads a CSV file of image paths and labels, one image per line; paths are relative to the CSV file.</summary>
/// <remarks>
/// UTF-8, commas, fields in double quotes where they hold commas, quotes (doubled) or line breaks. A first line with the names <c>path</c>, <c>file</c>,
/// <c>filename</c>, <c>file_name</c> or <c>image</c> and <c>label</c> or <c>class</c> says which columns these are; without it they are the first and the
/// second. Classes are those of <c>classes.txt</c> beside the file, else the labels in ordinal order.
/// </remarks>
public static class CsvSource
{
    private static readonly string[] PathNames = ["path", "file", "filename", "file_name", "image"];
    private static readonly string[] LabelNames = ["label", "class"];

    /// <summary>Opens the file; images are read when they are asked for.</summary>
    /// <param name="path">The CSV file, or a folder with <c>train.csv</c> and <c>test.csv</c>.</param>
    /// <param name="split">Which file of the folder.</param>
    /// <exception cref="DatasetException">The file is missing or not as described, images are missing, or a label is not in <c>classes.txt</c>.</exception>
    public static ILabelledImageSource Open(string path, DatasetSplit split = DatasetSplit.Train)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string file = Directory.Exists(path) ? InFolder(path, split) : Splits.Check(path, split);
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        List<(int Line, string Image, string Label)> rows = ReadRows(file, folder);
        CheckFiles(rows, file);
        string classFile = Path.Combine(folder, "classes.txt");
        ClassMap classes = File.Exists(classFile)
            ? ClassList.FromFile(classFile)
            : new ClassMap(rows.Select(row => row.Label).Distinct().Order(StringComparer.Ordinal));
        foreach ((int line, _, string label) in rows)
            if (classes.IndexOf(label) < 0)
                throw new DatasetException($"Line {line} has the class '{label}', which classes.txt does not list.",
                    $"The file is '{file}'.", "Correct the label or add the class.");
        return new EncodedImageSet(file, classes, [.. rows.Select(row => (row.Image, classes.IndexOf(row.Label)))], EncodedImageSet.LoadFile);
    }

    private static string InFolder(string folder, DatasetSplit split)
    {
        string file = Path.Combine(folder, split == DatasetSplit.Train ? "train.csv" : "test.csv");
        return File.Exists(file) ? file : throw Splits.Missing(folder);
    }

    private static List<(int Line, string Image, string Label)> ReadRows(string file, string folder)
    {
        var rows = new List<(int, string, string)>();
        (int image, int label) = (0, 1);
        bool first = true;
        foreach ((int line, string[] fields) in CsvFile.Read(file))
        {
            if (first && Column(fields, PathNames) is >= 0 and var pathColumn && Column(fields, LabelNames) is >= 0 and var labelColumn)
                (image, label) = (pathColumn, labelColumn);
            else if (fields.Length <= Math.Max(image, label) || fields[image].Length == 0 || string.IsNullOrWhiteSpace(fields[label]))
                throw new DatasetException($"Line {line} has no path or no label.", $"The file is '{file}'.", "Write one image per line: path,label.");
            else
                rows.Add((line, Path.Combine(folder, fields[image]), fields[label]));
            first = false;
        }

        if (rows.Count == 0)
            throw new DatasetException("The CSV file lists no images.", $"The file is '{file}'.", "Write one image per line: path,label.");
        return rows;
    }

    private static void CheckFiles(List<(int Line, string Image, string Label)> rows, string file)
    {
        const int shown = 5;
        string[] missing = [.. rows.Where(row => !File.Exists(row.Image)).Select(row => $"line {row.Line} '{row.Image}'")];
        if (missing.Length > 0)
            throw new DatasetException(
                $"{missing.Length} of {rows.Count} images are missing: {string.Join(", ", missing.Take(shown))}{(missing.Length > shown ? ", …" : "")}.", $"The file is '{file}'.",
                "Correct the paths; they are relative to the CSV file.");
    }

    private static int Column(string[] fields, string[] names)
        => Array.FindIndex(fields, field => names.Contains(field.Trim(), StringComparer.OrdinalIgnoreCase));
}
