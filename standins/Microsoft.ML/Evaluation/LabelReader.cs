namespace Microsoft.ML.Data;

/// <summary>Reads labels as class numbers from zero; NaN where missing.</summary>
internal static class LabelReader
{
    public static Func<float> Open(DataViewRow row, DataViewSchema.Column label)
    {
        if (label.Type is KeyDataViewType)
        {
            var key = KeyValues.Reader(row, label);
            return () => key() is > 0 and var number ? number - 1 : float.NaN;
        }

        var getter = row.GetGetter<float>(label);
        return () =>
        {
            float value = 0;
            getter(ref value);
            return value;
        };
    }
}
