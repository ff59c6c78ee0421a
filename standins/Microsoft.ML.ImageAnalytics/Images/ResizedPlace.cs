using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

/// <summary>Where an image of unchanged proportions lies within a frame: inside it (padding) or covering it (cropping).</summary>
internal readonly record struct ResizedPlace(int X, int Y, int Width, int Height)
{
    public bool IsEmpty => Width <= 0 || Height <= 0;

    public static ResizedPlace Of(
        int width, int height, int frameWidth, int frameHeight, ImageResizingEstimator.ResizingKind kind, ImageResizingEstimator.Anchor anchor)
    {
        float across = (float)frameWidth / width;
        float down = (float)frameHeight / height;
        bool crop = kind == ImageResizingEstimator.ResizingKind.IsoCrop;

        // The direction that has room to spare when padding, or too much when cropping, is the one that the anchor moves.
        bool vertical = crop ? down < across : down >= across;
        float scale = vertical ? across : down;
        int x = 0, y = 0;
        if (vertical)
        {
            float rest = frameHeight - (height * scale);
            y = (crop ? anchor : ImageResizingEstimator.Anchor.Center) switch
            {
                ImageResizingEstimator.Anchor.Top => 0,
                ImageResizingEstimator.Anchor.Bottom => (int)rest,
                _ => (int)(rest / 2),
            };
        }
        else
        {
            float rest = frameWidth - (width * scale);
            x = (crop ? anchor : ImageResizingEstimator.Anchor.Center) switch
            {
                ImageResizingEstimator.Anchor.Left => 0,
                ImageResizingEstimator.Anchor.Right => (int)rest,
                _ => (int)(rest / 2),
            };
        }

        return new ResizedPlace(x, y, (int)(width * scale), (int)(height * scale));
    }
}
