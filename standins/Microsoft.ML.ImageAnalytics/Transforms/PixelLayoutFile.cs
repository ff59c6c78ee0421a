namespace Microsoft.ML.Transforms.Image;

/// <summary>Layouts in a model file.</summary>
internal static class PixelLayoutFile
{
    public static void Write(this BinaryWriter writer, PixelLayout layout)
    {
        writer.Write((byte)layout.Colors);
        writer.Write((byte)layout.Order);
        writer.Write(layout.Interleaved);
        writer.Write(layout.Offset);
        writer.Write(layout.Scale);
    }

    public static PixelLayout ReadLayout(this BinaryReader reader)
    {
        var colors = (ImagePixelExtractingEstimator.ColorBits)reader.ReadByte();
        var order = (ImagePixelExtractingEstimator.ColorsOrder)reader.ReadByte();
        return new PixelLayout(colors, order, reader.ReadBoolean(), reader.ReadSingle(), reader.ReadSingle());
    }
}
