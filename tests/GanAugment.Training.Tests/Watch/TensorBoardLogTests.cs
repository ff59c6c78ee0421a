using GanAugment.Data;
using GanAugment.Reporting;
using GanAugment.Training.Watch;

namespace GanAugment.Training.Tests.Watch;

public sealed class TensorBoardLogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Noon clock = new();

    [Fact]
    public void Checksums_are_those_of_the_standard()
    {
        // RFC 3720, appendix B.4.
        Assert.Equal(0x8A9136AAu, EventRecord.Crc32C(new byte[32]));
        Assert.Equal(0x62A8AB43u, EventRecord.Crc32C([.. Enumerable.Repeat((byte)255, 32)]));
        Assert.Equal(0x46DD794Eu, EventRecord.Crc32C([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0xE3069283u, EventRecord.Crc32C("123456789"u8));
        // The frame of an empty record, as TensorFlow writes it.
        Assert.Equal("0000000000000000290398 07D8EA82A2".Replace(" ", ""), Convert.ToHexString(EventRecord.Frame([])));
        for (int length = 0; length < 40; length++)
        {
            byte[] data = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 37))];
            Assert.Equal(EventFileReader.Masked(data), EventRecord.Checksum(data));
        }
    }

    [Fact]
    public void An_independent_reader_finds_numbers_pictures_and_texts()
    {
        var log = new TensorBoardLog(folder["events"], null, clock);
        var shape = new ImageShape(3, 4, 5);
        byte[] png = PngEncoder.Encode(shape, new byte[60]);
        log.Text(0, "options", "**seed** 3 · größer");
        log.Scalars(10, [("training/lossD", 1.25f), ("singularValues/generator.linear", float.NaN)]);
        log.Image(300, "pictures/fakes", shape, png);
        log.Flush();

        string file = Assert.Single(TensorBoardLog.Files(folder["events"]));
        Assert.Contains("tfevents.1767268800.", file);
        List<EventFileReader> events = EventFileReader.Read(file);
        Assert.Equal("brain.Event:2", events[0].Version);
        Assert.All(events, e => Assert.Equal(1767268800.5, e.Time));
        Assert.Equal([0, 0, 10, 300], events.Select(e => e.Step));
        Assert.All(events, e => Assert.Null(e.Session));
        Assert.Equal("**seed** 3 · größer", events[1].Values.Single().Text);
        Assert.Equal([("training/lossD", 1.25f), ("singularValues/generator.linear", float.NaN)], events[2].Values.Select(v => (v.Tag, v.Number!.Value)));
        var image = events[3].Values.Single().Image!.Value;
        Assert.Equal((4, 5, 3), (image.Height, image.Width, image.Channels));
        Assert.Equal(png, image.Png);
    }

    [Fact]
    public void Resuming_leaves_no_step_twice_and_tells_a_reader_that_looks_on()
    {
        var first = new TensorBoardLog(folder.Path, null, clock);
        for (int step = 1; step <= 6; step++) first.Scalars(step, [("a", step)]);
        var second = new TensorBoardLog(folder.Path, 4, clock);
        for (int step = 5; step <= 7; step++) second.Scalars(step, [("a", 10 * step)]);

        string[] files = [.. TensorBoardLog.Files(folder.Path)];
        Assert.Equal(2, files.Length);
        List<EventFileReader> events = [.. files.SelectMany(EventFileReader.Read)];
        Assert.Equal([1, 2, 3, 4, 50, 60, 70], events.SelectMany(e => e.Values).Select(v => v.Number!.Value));
        EventFileReader start = Assert.Single(events, e => e.Session == 1);
        Assert.Equal(5, start.Step);
        Assert.Equal(start, EventFileReader.Read(files[1])[1] with { Values = start.Values });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(17)]
    public void A_record_that_a_kill_cut_short_is_cut_off(int lost)
    {
        var log = new TensorBoardLog(folder.Path, null, clock);
        for (int step = 1; step <= 3; step++) log.Scalars(step, [("a", step)]);
        string file = TensorBoardLog.Files(folder.Path).Single();
        using (var stream = File.OpenWrite(file)) stream.SetLength(stream.Length - lost);
        _ = new TensorBoardLog(folder.Path, 3, clock);
        Assert.Equal([0, 1, 2], EventFileReader.Read(file).Select(e => e.Step));
    }

    [Fact]
    public void A_damaged_record_ends_what_is_kept()
    {
        var log = new TensorBoardLog(folder.Path, null, clock);
        for (int step = 1; step <= 3; step++) log.Scalars(step, [("a", step)]);
        string file = TensorBoardLog.Files(folder.Path).Single();
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^6] ^= 1;
        File.WriteAllBytes(file, bytes);
        _ = new TensorBoardLog(folder.Path, 3, clock);
        Assert.Equal([0, 1, 2], EventFileReader.Read(file).Select(e => e.Step));
    }

    [Fact]
    public void Beginning_anew_forgets_everything_and_sessions_without_a_step_leave_no_file()
    {
        var first = new TensorBoardLog(folder.Path, null, clock);
        first.Text(0, "options", "old");
        first.Scalars(1, [("a", 1)]);
        var again = new TensorBoardLog(folder.Path, null, clock);
        Assert.Empty(TensorBoardLog.Files(folder.Path));
        again.Text(0, "options", "new");
        Assert.Equal("new", TensorBoardLog.Files(folder.Path).SelectMany(EventFileReader.Read).SelectMany(e => e.Values).Single().Text);
    }

    [Fact]
    public void A_folder_that_refuses_is_an_error_that_says_so()
    {
        File.WriteAllText(folder["events"], "");
        var error = Assert.Throws<SaveException>(() => new TensorBoardLog(folder["events"], null, clock).Scalars(1, [("a", 1)]));
        Assert.Contains("Could not write", error.Message);
    }

    public void Dispose() => folder.Dispose();

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 12, 0, 0, 500, TimeSpan.Zero);
    }
}
