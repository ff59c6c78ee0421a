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
}
