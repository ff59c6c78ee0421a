using GanAugment.Data;

namespace GanAugment.Tests.Data;

public class PixelRangeTests
{
    [Fact]
    public void Every_byte_survives_the_way_there_and_back()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)], back = new byte[256];
        var unit = new float[256];
        PixelRange.ToUnit(all, unit);
        PixelRange.ToBytes(unit, back);
        Assert.Equal(all, back);
        Assert.Equal((-1f, 1f), (unit[0], unit[255]));
    }

    [Theory]
    [InlineData(-1.2f, 0)]
    [InlineData(-0.9971f, 0)]
    [InlineData(-0.9f, 13)]
    [InlineData(0.9999f, 255)]
    [InlineData(float.PositiveInfinity, 255)]
    [InlineData(float.NegativeInfinity, 0)]
    [InlineData(float.NaN, 0)]
    public void Values_are_clamped_and_rounded_to_the_nearest_level(float value, byte level)
    {
        var bytes = new byte[1];
        PixelRange.ToBytes([value], bytes);
        Assert.Equal(level, bytes[0]);
    }

    [Fact]
    public void Many_at_a_time_are_what_one_by_one_are()
    {
        var random = new Random(3);
        float[] odd = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, -0f, 0, 1, -1, 1.0001f, -1.0001f, float.Epsilon];
        // Halves lie between two levels.
        float[] halves = [.. Enumerable.Range(0, 256).Select(level => (level + 0.5f) / 127.5f - 1)];
        float[] values = [.. odd, .. halves, .. Enumerable.Range(0, 1000).Select(_ => (float)random.NextDouble() * 2.2f - 1.1f)];
        byte[] together = new byte[values.Length], alone = new byte[1];
        PixelRange.ToBytes(values, together);
        for (int i = 0; i < values.Length; i++)
        {
            PixelRange.ToBytes(values.AsSpan(i, 1), alone);
            Assert.True(alone[0] == together[i], $"{values[i]:R}: {alone[0]}, {together[i]}");
        }
    }

    [Fact]
    public void A_single_value_that_is_no_number_is_found_anywhere()
    {
        foreach (int length in new[] { 1, 7, 8, 64, 100 })
            for (int i = 0; i < length; i++)
                foreach (float odd in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
                {
                    float[] values = [.. Enumerable.Range(0, length).Select(k => k % 2 == 0 ? float.MaxValue : -1f)];
                    Assert.True(PixelRange.IsFinite(values));
                    values[i] = odd;
                    Assert.False(PixelRange.IsFinite(values));
                }
    }
}
