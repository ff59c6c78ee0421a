using System.Numerics;
using GanAugment.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>Images as vectors of numbers, whose scale no schema records.</summary>
internal sealed class SingleVectorColumn(DataViewSchema.Column column, ImageShape shape, PixelOrder order, BigGanAugmentationOptions options)
    : VectorColumn<float>(column, shape, order, options)
{
    private const int Looks = 32;

    private readonly float offset = options.OffsetImage;
    private readonly float scale = options.ScaleImage;

    // Mixing 0 … 255 into 0 … 1 would teach a classifier nothing but the mistake, and no later step would notice.
    public override void CheckRange(IDataView data)
    {
        float smallest = float.PositiveInfinity, largest = float.NegativeInfinity;
        using (DataViewRowCursor cursor = data.GetRowCursor([Column]))
        {
            ValueGetter<VBuffer<float>> get = cursor.GetGetter<VBuffer<float>>(Column);
            VBuffer<float> image = default;
            for (int n = 0; n < Looks && cursor.MoveNext(); n++)
            {
                get(ref image);
                foreach (float value in image.GetValues())
                {
                    if (float.IsNaN(value)) continue;
                    smallest = MathF.Min(smallest, value);
                    largest = MathF.Max(largest, value);
                }

                if (!image.IsDense) (smallest, largest) = (MathF.Min(smallest, 0), MathF.Max(largest, 0));
            }
        }

        if (!(smallest < largest)) return;
        float black = Value(0), white = Value(255), low = MathF.Min(black, white), high = MathF.Max(black, white), slack = (high - low) / 50;
        // Dark or pale images may use little of the range; a fiftieth of it is another scale.
        if (smallest >= low - slack && largest <= high + slack && largest - smallest >= slack) return;
        throw new OptionException(
            FormattableString.Invariant($"Real images have values {smallest} … {largest}, but synthetic ones would have {low} … {high}."),
            FormattableString.Invariant($"The column '{Column.Name}' was looked at in its first {Looks} rows."),
            $"Give AugmentWithBigGan the offsetImage and scaleImage that ExtractPixels was given: {Likely(smallest, largest)}.");
    }

    // What values like these were most likely made with.
    private static string Likely(float smallest, float largest) => (smallest, largest) switch
    {
        ( >= 0, <= 1.01f) => "scaleImage: 1f / 255 for values 0 … 1",
        ( >= -1.01f, <= 1.01f) => "offsetImage: 127.5f, scaleImage: 1 / 127.5f for values −1 … 1",
        ( >= 0, <= 255.5f) => "offsetImage: 0, scaleImage: 1 for values 0 … 255",
        _ => "white is (255 − offsetImage) · scaleImage, black is −offsetImage · scaleImage",
    };

    // ExtractPixels computes the very same, pixel by pixel; sixteen or more at a time here.
    protected override void FromLevels(ReadOnlySpan<byte> levels, Span<float> values)
    {
        int i = 0, width = Vector<float>.Count;
        var offsets = new Vector<float>(offset);
        for (; i + Vector<byte>.Count <= levels.Length; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(levels[i..]), out Vector<ushort> low, out Vector<ushort> high);
            Store(low, values[i..]);
            Store(high, values[(i + 2 * width)..]);
        }

        for (; i < levels.Length; i++) values[i] = Value(levels[i]);

        void Store(Vector<ushort> four, Span<float> into)
        {
            Vector.Widen(four, out Vector<uint> first, out Vector<uint> second);
            ((Vector.ConvertToSingle(Vector.AsVectorInt32(first)) - offsets) * scale).CopyTo(into);
            ((Vector.ConvertToSingle(Vector.AsVectorInt32(second)) - offsets) * scale).CopyTo(into[width..]);
        }
    }

    protected override void ToLevels(ReadOnlySpan<float> values, Span<byte> levels)
    {
        for (int i = 0; i < values.Length; i++)
        {
            float level = MathF.Round(values[i] / scale + offset);
            // Written so that NaN is black.
            levels[i] = level > 0 ? (byte)MathF.Min(level, 255) : (byte)0;
        }
    }

    private float Value(byte level) => (level - offset) * scale;
}
