using GanAugment.Training.Watch;

namespace GanAugment.Training.Tests.Watch;

public class StatisticsTagsTests
{
    [Fact]
    public void Every_number_of_a_line_gets_a_name()
    {
        const string Line = """
            {"step":7,"lossD":0.5,"alarm":"text","diversity":{"features":[0.25,"NaN"]},"singularValues":{"generator.linear":"Infinity"},"x":null}
            """;
        Assert.Equal([("training/lossD", 0.5f), ("diversity/features/cat", 0.25f), ("diversity/features/dog", float.NaN),
            ("singularValues/generator.linear", float.PositiveInfinity)], StatisticsTags.Of(Line, ["cat", "dog"]));
    }

    [Fact]
    public void Of_many_classes_the_extremes_stand_for_all()
    {
        string[] classes = [.. Enumerable.Range(0, 40).Select(i => $"class {i}")];
        string line = "{\"classGains\":{\"gain\":[" + string.Join(",", Enumerable.Range(0, 40)) + "]}}";
        Assert.Equal([("classGains/gain/least", 0f), ("classGains/gain/most", 39f)], StatisticsTags.Of(line, classes));
    }
}
