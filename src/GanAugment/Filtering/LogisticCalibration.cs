namespace GanAugment.Filtering;

/// <summary>Turns the figures of a critic into log odds of real against generated: slope · figure + offset (Platt 1999).</summary>
internal readonly record struct LogisticCalibration(double Slope, double Offset)
{
    private const int Iterations = 50;

    /// <summary>The log odds of an image.</summary>
    public double LogOdds(double figure) => Slope * figure + Offset;

    /// <summary>Fits both sets with equal mass, so that equal densities have log odds of 0.</summary>
    /// <param name="real">Figures of real images, at least one.</param>
    /// <param name="generated">Figures of generated images, at least one.</param>
    public static LogisticCalibration Fit(IReadOnlyList<double> real, IReadOnlyList<double> generated)
    {
        // Targets a little inside 0 and 1: sets that are apart would have no finite slope otherwise.
        double targetReal = (real.Count + 1.0) / (real.Count + 2), targetGenerated = 1.0 / (generated.Count + 2);
        // Figures of any scale, so that Newton's steps are of one size.
        double mean = (real.Average() + generated.Average()) / 2;
        double scale = Math.Max(real.Concat(generated).Max(x => Math.Abs(x - mean)), 1e-12);
        double a = 0, b = 0;
        for (int i = 0; i < Iterations; i++)
        {
            double ga = 1e-9 * a, gb = 0, haa = 1e-9, hab = 0, hbb = 1e-9;
            Add(real, targetReal);
            Add(generated, targetGenerated);
            double determinant = haa * hbb - hab * hab;
            double da = (hbb * ga - hab * gb) / determinant, db = (haa * gb - hab * ga) / determinant;
            // A step beyond the flat ends of the curve would never come back.
            double shorten = Math.Min(1, 4 / Math.Max(Math.Abs(da), Math.Abs(db)));
            a -= shorten * da;
            b -= shorten * db;
            if (Math.Abs(da) + Math.Abs(db) < 1e-10) break;

            void Add(IReadOnlyList<double> figures, double target)
            {
                double weight = 1.0 / figures.Count;
                foreach (double figure in figures)
                {
                    double x = (figure - mean) / scale, p = 1 / (1 + Math.Exp(-(a * x + b))), slack = weight * p * (1 - p);
                    ga += weight * (p - target) * x;
                    gb += weight * (p - target);
                    haa += slack * x * x;
                    hab += slack * x;
                    hbb += slack;
                }
            }
        }

        return new LogisticCalibration(a / scale, b - a * mean / scale);
    }
}
