using GanAugment.Training.Steps;

namespace GanAugment.Training.Tests.Steps;

public class ProbabilityControllerTests
{
    [Fact]
    public void It_rises_above_the_target_and_falls_below_it_at_the_given_speed()
    {
        using var controller = new ProbabilityController(target: 0.6, thousandImages: 1, cap: 0.8, interval: 4);
        Drive(controller, 1, 8, 0.9, images: 25);
        // Eight steps of 25 images are a fifth of a thousand.
        Assert.Equal(0.2, controller.Probability, 5);
        Drive(controller, 9, 12, 0.1, images: 25);
        Assert.Equal(0.1, controller.Probability, 5);
    }

    [Fact]
    public void It_stays_between_0_and_the_cap()
    {
        using var controller = new ProbabilityController(0.6, 1, 0.8, 1);
        Drive(controller, 1, 5, 0.2, images: 100);
        Assert.Equal(0, controller.Probability);
        Drive(controller, 6, 40, 1, images: 100);
        Assert.Equal(0.8, controller.Probability, 5);
    }

    [Fact]
    public void It_averages_over_images_between_adjustments()
    {
        using var controller = new ProbabilityController(0.6, 1, 1, 2);
        controller.Observe(1, 30);
        controller.EndStep(1, 100);
        Assert.Equal(0, controller.Probability);
        // (30 · 1 − 10 · 1) / 40 = 0.5, below the target, though the plain mean of … 1 and −1 and 1 is not asked.
        controller.Observe(-1, 10);
        controller.EndStep(2, 100);
        Assert.Equal(0, controller.Probability);
        controller.Observe(1, 90);
        controller.Observe(-1, 10);
        controller.EndStep(3, 100);
        controller.EndStep(4, 100);
        Assert.Equal(0.2, controller.Probability, 5);
    }

    [Fact]
    public void Without_a_measurement_it_stays()
    {
        using var controller = new ProbabilityController(0.6, 1, 1, 1);
        controller.EndStep(1, 100);
        Assert.Equal(0, controller.Probability);
    }

    [Fact]
    public void Its_state_continues_elsewhere_with_the_same_bits()
    {
        using ProbabilityController first = new(0.6, 0.7, 0.8, 3), second = new(0.6, 0.7, 0.8, 3);
        Drive(first, 1, 7, 0.77, images: 31);
        foreach (var (source, target) in first.State("a").Zip(second.State("a"))) target.Value.copy_(source.Value);
        Drive(first, 8, 20, 0.77, images: 31);
        Drive(second, 8, 20, 0.77, images: 31);
        Assert.True(first.Probability > 0);
        Assert.Equal(first.Probability, second.Probability);
    }

    private static void Drive(ProbabilityController controller, int from, int to, double overfitting, int images)
    {
        for (int step = from; step <= to; step++)
        {
            controller.Observe(overfitting, images);
            controller.EndStep(step, images);
        }
    }
}
