using GanAugment.Training.Steps;

namespace GanAugment.Training.Tests.Steps;

public class StepFiguresTests
{
    [Fact]
    public void They_are_means_over_what_each_phase_measured()
    {
        var figures = new StepFigures();
        figures.Add("D", new PhaseFigures(1, 0.5));
        figures.Add("D", new PhaseFigures(4, 1.5));
        figures.Add("D", new PhaseFigures(1, 1.0));
        figures.Add("G", new PhaseFigures(-3, null));
        Assert.Equal(2, figures.Loss("D"));
        Assert.Equal(-3, figures.Loss("G"));
        Assert.Equal(1, figures.Gap);
        figures.Clear();
        figures.Add("D", new PhaseFigures(7, 2));
        Assert.Equal((7, 2), (figures.Loss("D"), figures.Gap));
    }
}
