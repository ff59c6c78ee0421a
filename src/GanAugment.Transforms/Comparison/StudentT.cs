namespace GanAugment.Transforms.Comparison;

/// <summary>Student's t distribution.</summary>
internal static class StudentT
{
    // 97.5 % points for 1 … 30 degrees of freedom, the usual table.
    private static ReadOnlySpan<double> Points =>
    [
        12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281,
        2.2010, 2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860,
        2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
    ];

    /// <summary>The half width of a 95 % interval, in standard errors; infinite without a degree of freedom.</summary>
    public static double TwoSided95(int degreesOfFreedom) => degreesOfFreedom switch
    {
        < 1 => double.PositiveInfinity,
        <= 30 => Points[degreesOfFreedom - 1],
        // The first term of the expansion of t in 1/ν about the normal point: right to three decimals from 30 on.
        _ => 1.95996 + 2.3723 / degreesOfFreedom,
    };
}
