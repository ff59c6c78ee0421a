namespace GanAugment.Cli.Tests;

public class ProgressLineTests
{
    private readonly StringWriter error = new() { NewLine = "\n" };
    private readonly ManualClock clock = new();

    [Fact]
    public void A_terminal_sees_a_bar_with_rate_and_time_left_drawn_again_in_place()
    {
        var line = new ProgressLine(error, clock, columns: 80);
        line.Count(0, 200, "images");
        clock.Pass(2);
        line.Count(50, 200, "images");
        line.End();
        string[] shown = error.ToString().Split('\r');
        Assert.Equal("[#####---------------]  25 % 50 of 200 images, 25 images/s, 0:06 left\n", shown[2]);
        Assert.StartsWith("[--------------------]   0 % 0 of 200 images", shown[1]);
    }

    [Fact]
    public void A_line_never_wraps_and_the_last_state_is_shown_at_the_end()
    {
        var line = new ProgressLine(error, clock, columns: 40);
        for (int i = 1; i <= 100; i++)
        {
            clock.Pass(0.001);
            line.Count(i, 100, "images");
        }

        line.End();
        string[] shown = error.ToString().TrimEnd('\n').Split('\r', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(shown, text => Assert.True(text.Length < 40));
        Assert.Equal(2, shown.Length);
        Assert.Contains("100 of 100", shown[^1]);
    }

    [Fact]
    public void Without_a_terminal_there_is_a_plain_line_every_ten_seconds()
    {
        var line = new ProgressLine(error, clock);
        for (int i = 0; i <= 25; i++)
        {
            line.Count(i, 100, "images");
            clock.Pass(1);
        }

        line.End();
        Assert.Equal(["0 %: 0 of 100 images", "10 %: 10 of 100 images, 1 images/s, 1:30 left", "20 %: 20 of 100 images, 1 images/s, 1:20 left"],
            error.ToString().TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void The_rate_counts_only_what_was_done_since_it_went_on()
    {
        var line = new ProgressLine(error, clock, columns: 100);
        line.Count(100, 200, "images");
        clock.Pass(10);
        line.Count(110, 200, "images");
        Assert.Contains("1 images/s, 1:30 left", error.ToString());
    }

    [Fact]
    public void Quiet_is_quiet()
    {
        var line = new ProgressLine(new QuietWriter(error), clock);
        line.Count(1, 2, "images");
        line.End();
        Assert.Equal("", error.ToString());
    }

    [Theory]
    [InlineData(7, "0:07")]
    [InlineData(750, "12:30")]
    [InlineData(10920, "3:02:00")]
    [InlineData(180000, "50:00:00")]
    public void Times_are_short(int seconds, string text) => Assert.Equal(text, ProgressLine.Left(TimeSpan.FromSeconds(seconds)));

    private sealed class ManualClock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => now;

        public void Pass(double seconds) => now += (long)(seconds * 1000);
    }
}
