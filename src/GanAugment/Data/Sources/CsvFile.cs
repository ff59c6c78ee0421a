using System.Text;

namespace GanAugment.Data.Sources;

/// <summary>Parts a CSV file into records and fields (RFC 4180).</summary>
internal static class CsvFile
{
    // Some millions of lines.
    private const int LargestFile = 1 << 28;

    /// <summary>The records that are not empty, each with the number of its first line.</summary>
    /// <exception cref="DatasetException">The file is missing, cannot be read, or ends inside quotes.</exception>
    public static List<(int Line, string[] Fields)> Read(string path)
    {
        string text;
        try
        {
            text = BoundedRead.Text(path, LargestFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"The CSV file cannot be read: {e.Message.TrimEnd('.')}.",
                $"The file is '{path}'.", "Check the path and that the file may be read.", e);
        }

        var records = new List<(int, string[])>();
        var fields = new List<string>();
        var field = new StringBuilder();
        int line = 1, start = 1;
        bool quoted = false, any = false;
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : '\n';
            if (quoted && i < text.Length)
            {
                if (c != '"') field.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') field.Append(text[i++]);
                else quoted = false;
            }
            else if (c == '"')
            {
                quoted = any = true;
            }
            else if (c is ',' or '\n')
            {
                fields.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (c == '\n')
                {
                    if (any || fields.Count > 1 || fields[0].Length > 0) records.Add((start, [.. fields]));
                    fields.Clear();
                    any = false;
                    start = line + 1;
                }
            }
            else
            {
                field.Append(c);
            }

            if (c == '\n') line++;
        }

        if (quoted)
            throw new DatasetException($"A quoted field that begins on line {start} does not end.", $"The file is '{path}'.", "Close the quotes.");
        return records;
    }
}
