using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.Images;

internal static class Cursors
{
    /// <summary>Shows the first image of a column while its cursor is open.</summary>
    public static T First<T>(this IDataView view, string column, Func<MLImage, T> look)
    {
        using var cursor = view.GetRowCursor([view.Schema[column]]);
        var getter = cursor.GetGetter<MLImage>(view.Schema[column]);
        Assert.True(cursor.MoveNext());
        MLImage image = null!;
        getter(ref image);
        return look(image);
    }
}
