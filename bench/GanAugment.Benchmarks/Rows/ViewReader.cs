using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Benchmarks.Rows;

/// <summary>Reads views as trainers do.</summary>
internal static class ViewReader
{
    /// <summary>Every label; nothing else is asked for.</summary>
    public static long Labels(IDataView view)
    {
        DataViewSchema.Column label = view.Schema["Label"];
        using DataViewRowCursor cursor = view.GetRowCursor([label]);
        ValueGetter<ReadOnlyMemory<char>> get = cursor.GetGetter<ReadOnlyMemory<char>>(label);
        ReadOnlyMemory<char> value = default;
        long rows = 0;
        for (; cursor.MoveNext(); rows++) get(ref value);
        return rows;
    }

    /// <summary>Every image and label.</summary>
    public static long Images(IDataView view, Random? random = null)
    {
        DataViewSchema.Column image = view.Schema["Pixels"], label = view.Schema["Label"];
        using DataViewRowCursor cursor = view.GetRowCursor([image, label], random);
        ValueGetter<VBuffer<float>> getImage = cursor.GetGetter<VBuffer<float>>(image);
        ValueGetter<ReadOnlyMemory<char>> getLabel = cursor.GetGetter<ReadOnlyMemory<char>>(label);
        VBuffer<float> pixels = default;
        ReadOnlyMemory<char> name = default;
        long rows = 0;
        for (; cursor.MoveNext(); rows++)
        {
            getImage(ref pixels);
            getLabel(ref name);
        }

        return rows;
    }
}
