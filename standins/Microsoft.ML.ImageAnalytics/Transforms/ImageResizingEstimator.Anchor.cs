namespace Microsoft.ML.Transforms.Image;

public sealed partial class ImageResizingEstimator
{
    public enum Anchor : byte
    {
        Right = 0,
        Left = 1,
        Top = 2,
        Bottom = 3,
        Center = 4,
    }
}
