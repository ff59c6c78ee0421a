namespace GanAugment.Dependencies.Tests.Trainers;

/// <summary>
/// A loss over linear scores plus penalties, written down a second time and in double precision, and minimised by nothing but proximal gradient
/// descent. Parameters: biases [K], then weights [K, D].
/// </summary>
internal sealed class ConvexObjective(
    IReadOnlyList<Example> rows, Func<double[], int, (double Loss, double[] Slopes)> loss, double divisor, double l2, double l1, bool penaliseBiases)
{
    private const int Size = Example.Classes * (Example.FeatureCount + 1);

    /// <summary>Softmax: −log of the probability of the true class.</summary>
    public static (double Loss, double[] Slopes) Softmax(double[] scores, int label)
    {
        double largest = scores.Max();
        double logSum = largest + Math.Log(scores.Sum(s => Math.Exp(s - largest)));
        return (logSum - scores[label], [.. scores.Select((s, c) => Math.Exp(s - logSum) - (c == label ? 1 : 0))]);
    }

    /// <summary>The true class against each other one: Σ log(1 + exp(s_c − s_y)).</summary>
    public static (double Loss, double[] Slopes) Pairwise(double[] scores, int label)
    {
        var slopes = new double[scores.Length];
        double loss = 0;
        for (int c = 0; c < scores.Length; c++)
        {
            if (c == label)
                continue;
            double excess = scores[c] - scores[label];
            loss += Math.Log(1 + Math.Exp(excess));
            double slope = 1 / (1 + Math.Exp(-excess));
            slopes[c] += slope;
            slopes[label] -= slope;
        }

        return (loss, slopes);
    }

    public double Value(double[] parameters) => Smooth(parameters, new double[Size]) + (l1 * Penalised(parameters).Sum(Math.Abs));

    /// <summary>The largest entry of the gradient of the smooth part.</summary>
    public double Slope(double[] parameters)
    {
        var gradient = new double[Size];
        Smooth(parameters, gradient);
        return gradient.Max(Math.Abs);
    }

    public double[] Minimise(int steps = 4000, double rate = 0.3)
    {
        var parameters = new double[Size];
        var gradient = new double[Size];
        for (int step = 0; step < steps; step++)
        {
            Smooth(parameters, gradient);
            for (int i = 0; i < Size; i++)
            {
                double moved = parameters[i] - (rate * gradient[i]);
                double threshold = i >= Example.Classes || penaliseBiases ? rate * l1 : 0;
                parameters[i] = Math.Sign(moved) * Math.Max(Math.Abs(moved) - threshold, 0);
            }
        }

        return parameters;
    }

    private IEnumerable<double> Penalised(double[] parameters) => penaliseBiases ? parameters : parameters.Skip(Example.Classes);

    private double Smooth(double[] parameters, double[] gradient)
    {
        Array.Clear(gradient);
        double value = 0;
        foreach (var row in rows)
        {
            double[] scores = [.. Enumerable.Range(0, Example.Classes).Select(c => Score(parameters, row, c))];
            var (rowLoss, slopes) = loss(scores, (int)row.Label);
            value += row.Weight * rowLoss / divisor;
            for (int c = 0; c < Example.Classes; c++)
            {
                gradient[c] += row.Weight * slopes[c] / divisor;
                for (int j = 0; j < Example.FeatureCount; j++)
                    gradient[Slot(c, j)] += row.Weight * slopes[c] * row.Features[j] / divisor;
            }
        }

        for (int i = penaliseBiases ? 0 : Example.Classes; i < Size; i++)
        {
            value += 0.5 * l2 * parameters[i] * parameters[i];
            gradient[i] += l2 * parameters[i];
        }

        return value;
    }

    private static double Score(double[] parameters, Example row, int c)
        => parameters[c] + row.Features.Select((x, j) => x * parameters[Slot(c, j)]).Sum();

    private static int Slot(int c, int feature) => Example.Classes + (c * Example.FeatureCount) + feature;
}
