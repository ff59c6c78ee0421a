using GanAugment.Training.Watch;

namespace GanAugment.Training.Tests.Watch;

public class CollapseMonitorTests
{
    private static readonly CollapseAlarm Rules = new() { Start = 100, Window = 3 };

    [Fact]
    public void A_run_that_is_well_says_nothing() => Assert.Empty(Signs(Rules, Seen(120), Seen(130), Seen(140), Seen(150)));

    [Fact]
    public void A_gap_near_zero_for_the_whole_window_is_a_sign_with_its_beginning()
    {
        Alarm alarm = Assert.Single(Signs(Rules, Seen(110, gap: 0.5), Seen(120, gap: 0.01), Seen(130, gap: -1.5), Seen(140, gap: 0.003)));
        Assert.Equal(("GapBelow", 140, 120), (alarm.Rule, alarm.Step, alarm.Since));
        Assert.Contains("collapse at step 140", alarm.Message);
        Assert.Contains("0.0030", alarm.Message);
        Assert.Contains("since step 120", alarm.Message);
        Assert.Contains("discriminator steps", alarm.Message);
        Assert.Empty(Signs(Rules, Seen(120, gap: 0.01), Seen(130, gap: 0.03), Seen(140, gap: 0.003)));
        Assert.Empty(Signs(Rules, Seen(130, gap: 0.01), Seen(140, gap: 0.003)));
        Assert.Empty(Signs(Rules with { GapBelow = 0 }, Seen(120, gap: 0), Seen(130, gap: 0), Seen(140, gap: 0)));
    }

    [Fact]
    public void An_exploding_layer_is_named_with_both_values()
    {
        Alarm alarm = Assert.Single(Signs(Rules, Seen(120, sigma: 2), Seen(130, sigma: 4), Seen(140, sigma: 9)));
        Assert.Equal(("SingularValueGrowth", 120), (alarm.Rule, alarm.Since));
        Assert.Contains("'blocks.0.conv1' grew 4.5 times, from 2.00 to 9.00", alarm.Message);
        Assert.Empty(Signs(Rules, Seen(120, sigma: 2), Seen(130, sigma: 4), Seen(140, sigma: 5.9f)));
        // Slow growth is none: what counts is the window.
        Assert.Empty(Signs(Rules, Seen(110, sigma: 1), Seen(120, sigma: 2), Seen(130, sigma: 3), Seen(140, sigma: 4.5f)));
        Assert.Empty(Signs(Rules with { SingularValueGrowth = 0 }, Seen(120, sigma: 2), Seen(140, sigma: 900)));
    }

    [Fact]
    public void A_discriminator_that_had_won_and_breaks_is_a_sign()
    {
        Alarm alarm = Assert.Single(Signs(Rules, Seen(120, loss: 0.04), Seen(130, loss: 1), Seen(140, loss: 2.5)));
        Assert.Equal(("LossHigh", 120), (alarm.Rule, alarm.Since));
        Assert.Contains("fell to 0.040 and then jumped to 2.50", alarm.Message);
        Assert.Empty(Signs(Rules, Seen(120, loss: 0.04), Seen(130, loss: 1), Seen(140, loss: 1.9)));
        Assert.Empty(Signs(Rules, Seen(120, loss: 0.5), Seen(130, loss: 1), Seen(140, loss: 2.5)));
    }

    [Fact]
    public void Classes_whose_samples_are_alike_at_two_snapshots_are_named()
    {
        Alarm alarm = Assert.Single(Signs(Rules, Seen(120, uniform: ["eel", "cat"]), Seen(130), Seen(140, uniform: ["cat", "dog"])));
        Assert.Equal(("DiversityBelow", 120), (alarm.Rule, alarm.Since));
        Assert.Contains("'cat'", alarm.Message);
        Assert.DoesNotContain("'dog'", alarm.Message);
        Assert.Empty(Signs(Rules, Seen(120, uniform: []), Seen(140, uniform: ["cat"])));
        Assert.Empty(Signs(Rules, Seen(130), Seen(140, uniform: ["cat"])));
        // Between snapshots the sign stands.
        Assert.Single(Signs(Rules, Seen(120, uniform: ["cat"]), Seen(130), Seen(140, uniform: ["cat"]), Seen(150), Seen(160), Seen(170), Seen(180)));
        Assert.Contains("and 2 more", Assert.Single(Signs(Rules, Seen(120, uniform: [.. "abcdefg".Select(c => $"{c}")]),
            Seen(140, uniform: [.. "abcdefg".Select(c => $"{c}")]))).Message);
    }

    [Fact]
    public void Snapshots_further_apart_than_the_window_are_remembered()
    {
        List<Observation> seen = [];
        for (int step = 110; step <= 220; step += 10)
            seen = [.. CollapseMonitor.Remembered(Rules, [.. seen, Seen(step, uniform: step % 50 == 0 ? ["cat"] : null)])];
        Assert.Equal([150, 200, 210, 220], seen.Select(o => o.Step));
        Assert.Equal((150, 220), (Signs(Rules, [.. seen]).Single().Since, Signs(Rules, [.. seen]).Single().Step));
    }

    [Fact]
    public void Young_networks_are_left_alone_unless_they_are_no_numbers()
    {
        Assert.Empty(Signs(Rules, Seen(80, gap: 0), Seen(90, gap: 0), Seen(100, gap: 0, sigma: 9)));
        Assert.Contains("loss is no finite number", Assert.Single(Signs(Rules, Seen(3, loss: double.NaN))).Message);
        Assert.Contains("judgement", Assert.Single(Signs(Rules, Seen(3, gap: double.NegativeInfinity))).Message);
        Assert.Contains("'blocks.0.conv1'", Assert.Single(Signs(Rules, Seen(3, sigma: float.PositiveInfinity))).Message);
    }

    [Fact]
    public void Several_signs_are_all_told() =>
        Assert.Equal(["GapBelow", "SingularValueGrowth"], Signs(Rules, Seen(120, gap: 0), Seen(130, gap: 0), Seen(140, gap: 0, sigma: 9)).Select(a => a.Rule));

    private static Alarm[] Signs(CollapseAlarm rules, params Observation[] seen) => [.. CollapseMonitor.Signs(rules, seen)];

    private static Observation Seen(int step, double gap = 0.8, double loss = 1.2, float sigma = 2, string[]? uniform = null) =>
        new(step, gap, loss, new Dictionary<string, float> { ["blocks.0.conv1"] = sigma, ["linear"] = 1 }, uniform);
}
