using GanAugment.Filtering;

namespace GanAugment.Tests.Filtering;

public class FilterReportTests
{
    [Fact]
    public void It_prints_as_an_aligned_table_of_the_classes_that_were_judged()
    {
        var report = new FilterReport(["no copy", "classifier"],
        [
            new ClassAcceptance("coat", 200, 50, 0, 2, [100, 50]), new ClassAcceptance("shirt", 0, 0, 0, 0, [0, 0]),
        ]);
        Assert.Equal("""
            class   candidates     accepted         rate  kept anyway     left out    refused 1    refused 2
            coat           200           50       25.0 %            0            2          100           50
            1: no copy
            2: classifier
            """, report.ToString());
        Assert.Equal([0.25, 1], report.Select(c => c.Rate));
    }
}
