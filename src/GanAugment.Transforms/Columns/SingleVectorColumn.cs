using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>Images as vectors of numbers, whose scale no schema records.</summary>
internal sealed class SingleVectorColumn(DataViewSchema.Column column, PixelWriter<float> writer, float[] levels) : VectorColumn<float>(column, writer)
{
    private const int Looks = 32;

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
        float low = levels.Min(), high = levels.Max(), slack = (high - low) / 50;
        // Dark or pale images may use little of the range; a fiftieth of it is another scale.
        if (smallest >= low - slack && largest <= high + slack && largest - smallest >= slack) return;
        throw new OptionException(
            FormattableString.Invariant($"Real images have values {smallest} … {largest}, but synthetic ones would have {low} … {high}."),
            FormattableString.Invariant($"The column '{Column.Name}' was looked at in its first {Looks} rows."),
            "Give AugmentWithBigGan the offsetImage and scaleImage that ExtractPixels was given, or scaleImage: 1f / 255 for values 0 … 1.");
    }
}
