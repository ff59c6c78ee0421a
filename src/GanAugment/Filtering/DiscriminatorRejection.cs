using System.Globalization;
using GanAugment.Data;
using GanAugment.Generation;

namespace GanAugment.Filtering;

/// <summary>Discriminator rejection sampling (Azadi et al. 2019): approves of an image with a probability that grows with how real the discriminator finds
/// it, so that what is kept comes nearer to the distribution of real images than what was drawn.</summary>
/// <remarks>
/// A discriminator's figure is no probability (least of all a hinge loss's), so it is calibrated first: a logistic curve over the figures of real and of
/// drawn images gives log odds l. With M the largest l of a class, F = l − M − log(1 − exp(l − M − ε)), and γ a percentile of F over the drawn images, an
/// image is kept with probability σ(F − γ). Real images that the discriminator was trained on look too real to it; give others where there are some.
/// </remarks>
public sealed class DiscriminatorRejection : IImageFilter
{
    private const int Drawn = 200, RealPerClass = 200;
    private const double Epsilon = 1e-14;

    // Keeps these draws apart from every other use of the seed.
    private const uint Purpose = 0x44525331;

    private readonly Func<FilterContext, IImageCritic> open;
    private readonly ILabelledImageSource? held;

    /// <summary>Creates the filter.</summary>
    /// <param name="open">Opens the discriminator for a training set; the filter disposes it.</param>
    /// <param name="percentile">γ as a percentile, 0 … 100: the higher, the fewer images are kept. 80 keeps about a quarter or a third.</param>
    /// <param name="held">Real images that neither generator nor discriminator was trained on, of the same class names; null takes the training set's.</param>
    /// <exception cref="OptionException">The percentile is not in 0 … 100.</exception>
    public DiscriminatorRejection(Func<FilterContext, IImageCritic> open, double percentile = 80, ILabelledImageSource? held = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        if (!(percentile is >= 0 and <= 100))
            throw new OptionException(FormattableString.Invariant($"A percentile of {percentile} has no meaning."), "It was given to the discriminator filter.",
                "Give 0 to 100; 80 is the published value.");
        this.open = open;
        this.held = held;
        Percentile = percentile;
    }

    /// <summary>γ as a percentile, 0 … 100.</summary>
    public double Percentile { get; }

    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"discriminator rejection, percentile {Percentile:0.##}");

    /// <inheritdoc/>
    public IImageJudge Prepare(FilterContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IImageCritic critic = open(context);
        try
        {
            var judge = new Criticised(critic, context);
            judge.Calibrate(held ?? context.Real(), Percentile);
            return judge;
        }
        catch
        {
            critic.Dispose();
            throw;
        }
    }

    private sealed class Criticised(IImageCritic critic, FilterContext context) : IImageJudge
    {
        private readonly ImageShape shape = context.Generator.Shape;
        private readonly double[] largest = new double[context.Classes.Count];
        private readonly double[] gamma = new double[context.Classes.Count];
        private LogisticCalibration calibration;
        private bool useless;

        public void Calibrate(ILabelledImageSource real, double percentile)
        {
            if (real.Shape != shape)
                throw new DatasetException($"The discriminator filter needs real images of {shape}, but these are {real.Shape}.",
                    $"They come from '{real.Origin}'.", "Give images of the generator's shape.");
            double[][] drawn = [.. context.Wanted.Select(c => Figures(c, Drawn, context.Draw(c, Drawn)))];
            double[] known = [.. context.Wanted.SelectMany(c => OfReal(real, c))];
            if (known.Length == 0)
                throw new DatasetException("The discriminator filter has no real image to be calibrated with.", $"They were sought in '{real.Origin}'.",
                    "Give real images of the classes that are to be augmented, under the same class names.");
            calibration = LogisticCalibration.Fit(known, [.. drawn.SelectMany(d => d)]);
            useless = !(calibration.Slope > 0);
            if (useless)
                context.Warn("The discriminator finds generated images no less real than real ones, so its filter keeps all of them. Was it exported with this generator?");
            for (int i = 0; i < drawn.Length; i++)
            {
                int c = context.Wanted[i];
                largest[c] = drawn[i].Max(calibration.LogOdds);
                gamma[c] = Quantile.Of(drawn[i].Select(figure => Advantage(figure, c)), percentile / 100);
            }
        }

        public void Judge(ReadOnlySpan<Candidate> candidates, ReadOnlySpan<float> images, Span<ImageVerdict> verdicts)
        {
            var classes = new int[candidates.Length];
            for (int n = 0; n < classes.Length; n++) classes[n] = context.GeneratorClasses[candidates[n].Class];
            float[] logits = new float[classes.Length]; // [N]
            critic.Criticise(classes.Length, shape, images, classes, logits);
            for (int n = 0; n < classes.Length; n++)
            {
                var (c, number) = candidates[n];
                double chance = useless ? 1 : 1 / (1 + Math.Exp(gamma[c] - Advantage(logits[n], c)));
                var (a, b, _, _) = Philox.Block(((uint)c, (uint)number, (uint)(number >> 32), Purpose), ((uint)context.Seed, (uint)(context.Seed >> 32)));
                double uniform = (((ulong)a << 32 | b) >> 11) * (1.0 / (1UL << 53));
                verdicts[n] = new ImageVerdict(uniform < chance, (float)chance);
            }
        }

        public void Dispose() => critic.Dispose();

        // F without γ. An image beyond the largest figure met in calibration counts as that one.
        private double Advantage(double figure, int c)
        {
            double below = Math.Min(0, calibration.LogOdds(figure) - largest[c]);
            return below - Math.Log(-double.ExpM1(below - Epsilon));
        }

        private double[] OfReal(ILabelledImageSource real, int c)
        {
            int label = real.Classes.IndexOf(context.Classes[c]);
            int[] own = Shuffle.Order([.. Enumerable.Range(0, real.Labels.Count).Where(i => real.Labels[i] == label)], context.Seed, c);
            int[] some = own[..Math.Min(own.Length, RealPerClass)];
            byte[] bytes = new byte[shape.Length];
            float[] images = new float[some.Length * shape.Length]; // [N, C, H, W]
            for (int i = 0; i < some.Length; i++)
            {
                real.Read(some[i], bytes);
                PixelRange.ToUnit(bytes, images.AsSpan(i * shape.Length, shape.Length));
            }

            return Figures(c, some.Length, images);
        }

        private double[] Figures(int c, int count, float[] images)
        {
            int[] classes = new int[count];
            Array.Fill(classes, context.GeneratorClasses[c]);
            float[] logits = new float[count]; // [N]
            if (count > 0) critic.Criticise(count, shape, images, classes, logits);
            return Array.ConvertAll(logits, logit => (double)logit);
        }
    }
}
