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

    [Fact]
    public void A_line_half_gathered_goes_on_where_it_was()
    {
        var whole = new StepFigures();
        var first = new StepFigures();
        foreach (StepFigures figures in new[] { whole, first })
        {
            figures.Add("D", new PhaseFigures(0.1, 0.7));
            figures.Add("G", new PhaseFigures(-0.3, null));
        }

        var second = new StepFigures { Gathered = first.Gathered };
        foreach (StepFigures figures in new[] { whole, second }) figures.Add("D", new PhaseFigures(1 / 3.0, 0.9));
        Assert.Equal((whole.Loss("D"), whole.Loss("G"), whole.Gap), (second.Loss("D"), second.Loss("G"), second.Gap));
        Assert.Empty(new StepFigures().Gathered);
    }

    [Fact]
    public void They_know_when_a_loss_is_no_number()
    {
        var figures = new StepFigures();
        figures.Add("D", new PhaseFigures(1, 0.5));
        Assert.True(figures.Finite);
        figures.Add("G", new PhaseFigures(double.NaN, null));
        Assert.False(figures.Finite);
        figures.Clear();
        Assert.True(figures.Finite);
        figures.Add("D", new PhaseFigures(1, double.PositiveInfinity));
        Assert.False(figures.Finite);
    }
}
