namespace GanAugment.Generation;

/// <summary>The standard normal, measured from its median so that nothing is lost near the centre or in the tails.</summary>
internal static class NormalDistribution
{
    /// <summary>The quantile of probability ½ + <paramref name="q"/>, relative error about 1e-16.</summary>
    /// <param name="q">In the open interval (−½, ½).</param>
    /// <remarks>Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied Statistics 37 (1988), routine PPND16.</remarks>
    public static double QuantileFromMedian(double q)
    {
        const double SplitCentre = 0.425, SplitTail = 5;
        if (Math.Abs(q) <= SplitCentre)
        {
            double r = SplitCentre * SplitCentre - q * q;
            return q * Ratio(r, CentreNumerator, CentreDenominator);
        }

        // ½ − |q| is exact, so the far tail keeps full precision.
        double t = Math.Sqrt(-Math.Log(0.5 - Math.Abs(q)));
        double magnitude = t <= SplitTail ? Ratio(t - 1.6, TailNumerator, TailDenominator) : Ratio(t - SplitTail, FarNumerator, FarDenominator);
        return Math.CopySign(magnitude, q);
    }

    /// <summary>The probability of |z| ≤ <paramref name="threshold"/>, absolute error about 1e-15.</summary>
    /// <remarks>Marsaglia, "Evaluating the normal distribution", Journal of Statistical Software 11(4), 2004: a series of positive terms, so nothing
    /// cancels.</remarks>
    public static double CentralMass(double threshold)
    {
        // Beyond 8.5 less than 2e-17 is left outside, and the series' terms would grow past any use.
        if (threshold > 8.5) return 1;
        double sum = threshold, term = threshold;
        for (int i = 3; sum + term != sum || i == 3; i += 2)
        {
            term *= threshold * threshold / i;
            sum += term;
        }

        return Math.Min(1, 2 * sum * Math.Exp(-threshold * threshold / 2) / Math.Sqrt(2 * Math.PI));
    }

    private static double Ratio(double x, ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator) =>
        Polynomial(x, numerator) / Polynomial(x, denominator);

    // Horner's scheme; coefficients from the highest power down.
    private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        double value = 0;
        foreach (double c in coefficients) value = value * x + c;
        return value;
    }

    private static ReadOnlySpan<double> CentreNumerator =>
    [
        2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
        1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0,
    ];

    private static ReadOnlySpan<double> CentreDenominator =>
    [
        5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
        5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1,
    ];

    private static ReadOnlySpan<double> TailNumerator =>
    [
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
        3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0,
    ];

    private static ReadOnlySpan<double> TailDenominator =>
    [
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1,
    ];

    private static ReadOnlySpan<double> FarNumerator =>
    [
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
        2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0,
    ];

    private static ReadOnlySpan<double> FarDenominator =>
    [
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1,
    ];
}
