using GanAugment.Data;
using GanAugment.Generation;

namespace GanAugment.Transforms;

/// <summary>A batch of images as a file has them: in any order of dimensions and range of values, floats or bytes.</summary>
internal sealed class ImageTensor
{
    private readonly ImageShape shape;
    private readonly bool channelsLast;
    private readonly float scale; // file value = unit · scale + offset
    private readonly float offset;

    /// <param name="shape">The shape of each image.</param>
    /// <param name="binding">How the file has them.</param>
    /// <param name="element">Single or Byte.</param>
    /// <param name="batch">N.</param>
    public ImageTensor(ImageShape shape, ImageBinding binding, Type element, int batch)
    {
        this.shape = shape;
        channelsLast = binding.Axes == ImageAxes.Nhwc;
        (scale, offset) = binding.Values switch
        {
            ImageValues.ZeroToOne => (0.5f, 0.5f),
            ImageValues.ZeroTo255 => (127.5f, 127.5f),
            _ => (1, 0),
        };
        Values = OrtTensor.Create(element, batch * shape.Length);
        Dimensions = channelsLast ? [batch, shape.Height, shape.Width, shape.Channels] : [batch, shape.Channels, shape.Height, shape.Width];
    }

    public Array Values { get; }

    public long[] Dimensions { get; }

    /// <summary>Writes images; what is left of the batch becomes black.</summary>
    /// <param name="images">[N, C, H, W] in [−1, 1].</param>
    public void Set(ReadOnlySpan<float> images)
    {
        for (int i = 0; i < Values.Length; i++)
        {
            float value = (i < images.Length ? images[i] : -1) * scale + offset;
            if (Values is byte[] bytes) bytes[Place(i)] = (byte)Math.Clamp(MathF.Round(value), 0, 255);
            else ((float[])Values)[Place(i)] = value;
        }
    }

    /// <summary>Reads images.</summary>
    /// <param name="images">Receives [N, C, H, W] in [−1, 1].</param>
    public void Get(Span<float> images)
    {
        if (Values is float[] plain && !channelsLast && scale == 1)
        {
            plain.AsSpan(0, images.Length).CopyTo(images);
            return;
        }

        for (int i = 0; i < images.Length; i++)
            images[i] = ((Values is byte[] bytes ? bytes[Place(i)] : ((float[])Values)[Place(i)]) - offset) / scale;
    }

    private int Place(int i)
    {
        if (!channelsLast) return i;
        int plane = shape.PlaneLength, n = i / shape.Length, c = i % shape.Length / plane, pixel = i % plane;
        return n * shape.Length + pixel * shape.Channels + c;
    }
}
