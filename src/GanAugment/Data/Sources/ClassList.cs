using System.Globalization;

namespace GanAugment.Data.Sources;

/// <summary>Class names for formats whose labels are numbers.</summary>
internal static class ClassList
{
    /// <summary>Given names first, then <c>batches.meta.txt</c> or <c>classes.txt</c> in the folder (one name per line), then the numbers up to the largest label.</summary>
    public static ClassMap For(string folder, ReadOnlySpan<int> labels, IEnumerable<string>? given, params ReadOnlySpan<string> files)
    {
        if (given is not null) return new ClassMap(given);
        foreach (string name in files.IsEmpty ? ["classes.txt"] : files)
            if (Path.Combine(folder, name) is var path && File.Exists(path))
                return FromFile(path);
        int classes = 1;
        foreach (int label in labels) classes = Math.Max(classes, label + 1);
        return new ClassMap(Enumerable.Range(0, classes).Select(k => k.ToString(CultureInfo.InvariantCulture)));
    }

    private static ClassMap FromFile(string path)
    {
        try
        {
            return new ClassMap(File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0));
        }
        catch (DatasetException e)
        {
            throw new DatasetException(e.What, $"{e.Origin} The file is '{path}'.", e.Remedy, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"The class names cannot be read: {e.Message.TrimEnd('.')}.", $"The file is '{path}'.", "Check that it may be read.", e);
        }
    }
}
