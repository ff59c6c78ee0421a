using System.Globalization;
using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

// Conversions of single values that exist: signed among signed, unsigned among unsigned, all of them to floating point, anything to text, text to
// numbers. Floating point never becomes an integer.
internal static class StandardConversion
{
    private static readonly Type[] _signed = [typeof(sbyte), typeof(short), typeof(int), typeof(long)];
    private static readonly Type[] _unsigned = [typeof(byte), typeof(ushort), typeof(uint), typeof(ulong)];
    private static readonly Type[] _floating = [typeof(float), typeof(double)];

    public static bool Exists(DataViewType from, DataViewType to)
    {
        Type source = from.RawType;
        Type target = to.RawType;
        if (from is KeyDataViewType key)
            return to is KeyDataViewType other ? key.Count == other.Count : _unsigned.Contains(target) || to is TextDataViewType;
        if (to is TextDataViewType)
            return ColumnTypes.Primitive(source) is not null;
        if (from is TextDataViewType)
            return IsNumber(target);
        if (!IsNumber(source) || !IsNumber(target))
            return false;
        return _floating.Contains(target)
            || target == typeof(bool)
            || (_signed.Contains(target) && (_signed.Contains(source) || source == typeof(bool)))
            || (_unsigned.Contains(target) && _unsigned.Contains(source));
    }

    // Converts values of the row's column; slot by slot where it is a vector.
    public static Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column, PrimitiveDataViewType to)
        => RawTypes.Invoke<Delegate>(typeof(StandardConversion), nameof(MakeGetterOf), [column.Type.ItemType().RawType, to.RawType], row, column);

    private static bool IsNumber(Type type) => type == typeof(bool) || _signed.Contains(type) || _unsigned.Contains(type) || _floating.Contains(type);

    private static Delegate MakeGetterOf<TFrom, TTo>(DataViewRow row, DataViewSchema.Column column)
    {
        Func<TFrom, TTo> convert = Converter<TFrom, TTo>();
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<TFrom> scalar = row.GetGetter<TFrom>(column);
            TFrom value = default;
            return (ValueGetter<TTo>)((ref TTo target) =>
            {
                scalar(ref value);
                target = convert(value);
            });
        }

        ValueGetter<VBuffer<TFrom>> getter = row.GetGetter<VBuffer<TFrom>>(column);
        VBuffer<TFrom> source = default;
        return (ValueGetter<VBuffer<TTo>>)((ref VBuffer<TTo> target) =>
        {
            getter(ref source);
            // What is not stored stays so.
            ReadOnlySpan<TFrom> values = source.GetValues();
            var editor = VBufferEditor.Create(ref target, source.Length, values.Length);
            for (int i = 0; i < values.Length; i++)
                editor.Values[i] = convert(values[i]);
            source.GetIndices().CopyTo(editor.Indices);
            target = editor.Commit();
        });
    }

    private static Func<TFrom, TTo> Converter<TFrom, TTo>()
    {
        if (typeof(TFrom) == typeof(TTo))
            return value => (TTo)(object)value;
        if (typeof(TTo) == typeof(ReadOnlyMemory<char>))
            return value => (TTo)(object)Print(value).AsMemory();
        if (typeof(TFrom) == typeof(ReadOnlyMemory<char>))
            return value => Parse<TTo>(((ReadOnlyMemory<char>)(object)value).Span.Trim());
        if (typeof(TFrom) == typeof(bool))
            return RawTypes.Invoke<Func<TFrom, TTo>>(typeof(StandardConversion), nameof(FromBoolean), [typeof(TTo)]);
        return typeof(TTo) == typeof(bool)
            ? RawTypes.Invoke<Func<TFrom, TTo>>(typeof(StandardConversion), nameof(ToBoolean), [typeof(TFrom)])
            : RawTypes.Invoke<Func<TFrom, TTo>>(typeof(StandardConversion), nameof(Cast), [typeof(TFrom), typeof(TTo)]);
    }

    private static string Print<TFrom>(TFrom value) => value switch
    {
        bool yes => yes ? "True" : "False",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static TTo Parse<TTo>(ReadOnlySpan<char> text)
    {
        if (typeof(TTo) == typeof(float))
            return (TTo)(object)(float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float single) ? single : float.NaN);
        if (typeof(TTo) == typeof(double))
            return (TTo)(object)(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN);
        if (typeof(TTo) == typeof(bool))
            return (TTo)(object)(bool.TryParse(text, out bool yes) ? yes : text is "1" or "+" or "yes" or "y" or "t");
        return RawTypes.Invoke<TTo>(typeof(StandardConversion), nameof(ParseInteger), [typeof(TTo)], text.ToString());
    }

    private static TTo ParseInteger<TTo>(string text)
        where TTo : INumber<TTo>
        => TTo.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out TTo value) ? value : default;

    private static Func<bool, TTo> FromBoolean<TTo>()
        where TTo : INumber<TTo>
        => value => value ? TTo.One : TTo.Zero;

    private static Func<TFrom, bool> ToBoolean<TFrom>()
        where TFrom : INumber<TFrom>
        => value => value != TFrom.Zero;

    private static Func<TFrom, TTo> Cast<TFrom, TTo>()
        where TFrom : INumberBase<TFrom>
        where TTo : INumberBase<TTo>
        => TTo.CreateTruncating;
}
