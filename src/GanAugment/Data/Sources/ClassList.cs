using System.Globalization;

namespace GanAugment.Data.Sources;

/// <summary>Class names for formats whose labels are numbers.</summary>
internal static class ClassList
{
    // A name for each of 65,536 classes, and more.
    private const int LargestFile = 1 << 24;

    /// <summary>Given names first, then <c>batches.meta.txt</c> or <c>classes.txt</c> in the folder (one name per line), then the numbers up to the largest
    /// label.</summary>
    public static ClassMap For(string folder, IEnumerable<int> labels, IEnumerable<string>? given, params ReadOnlySpan<string> files)
    {
        if (given is not null) return new ClassMap(given);
        foreach (string name in files.IsEmpty ? ["classes.txt"] : files)
            if (Path.Combine(folder, name) is var path && File.Exists(path))
                return FromFile(path);
        return Numbers(labels);
    }

    /// <summary>"0", "1", … up to the largest label.</summary>
    public static ClassMap Numbers(IEnumerable<int> labels)
        => new(Enumerable.Range(0, labels.Append(0).Max() + 1).Select(k => k.ToString(CultureInfo.InvariantCulture)));

    /// <summary>One name per line; empty lines are skipped.</summary>
    public static ClassMap FromFile(string path)
    {
        try
        {
            return new ClassMap(BoundedRead.Text(path, LargestFile).ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
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
