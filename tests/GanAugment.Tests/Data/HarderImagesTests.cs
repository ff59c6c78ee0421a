using GanAugment.Data;

namespace GanAugment.Tests.Data;

/// <summary>Images made harder to judge on: shifted, noisy.</summary>
public class HarderImagesTests
{
    private static readonly LabelledImageSet Points = new("points", new ImageShape(1, 9, 9), new ClassMap(["a"]), new int[40],
        Enumerable.Range(0, 40).SelectMany(_ => Enumerable.Range(0, 81).Select(p => (byte)(p == 40 ? 255 : 0))).ToArray());

    [Fact]
    public void Every_image_is_shifted_as_far_as_asked_in_a_direction_of_its_own()
    {
        var shifted = new ShiftedImages(Points, 2);
        var places = new List<(int Down, int Right)>();
        var pixels = new byte[81];
        for (int i = 0; i < 40; i++)
        {
            shifted.Read(i, pixels);
            int at = pixels.AsSpan().IndexOf((byte)255);
            places.Add((at / 9 - 4, at % 9 - 4));
        }

        Assert.All(places, place => Assert.Equal(2, Math.Max(Math.Abs(place.Down), Math.Abs(place.Right))));
        Assert.True(places.Distinct().Count() > 8);
        Assert.Contains("shifted by up to 2 pixels", shifted.Origin);
    }

    [Fact]
    public void Noise_has_the_deviation_asked_for_and_is_always_the_same()
    {
        var gray = new LabelledImageSet("gray", new ImageShape(1, 9, 9), new ClassMap(["a"]), new int[40], Enumerable.Repeat((byte)128, 40 * 81).ToArray());
        var noisy = new NoisyImages(gray, 20);
        var (first, second) = (new byte[81], new byte[81]);
        double sum = 0;
        for (int i = 0; i < 40; i++)
        {
            noisy.Read(i, first);
            noisy.Read(i, second);
            Assert.Equal(first, second);
            sum += first.Sum(p => (p - 128.0) * (p - 128.0));
        }

        Assert.InRange(Math.Sqrt(sum / (40 * 81)), 19, 21);
    }

    [Fact]
    public void What_leaves_no_image_is_refused()
    {
        foreach (int pixels in (int[])[0, 9]) Assert.Throws<OptionException>(() => new ShiftedImages(Points, pixels));
        foreach (double noise in (double[])[0, 256, double.NaN]) Assert.Throws<OptionException>(() => new NoisyImages(Points, noise));
    }
}
