using System.Runtime.InteropServices;
using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Export;

/// <summary>The part of a graph that mixes the batch statistics of each row's truncation from the sets on either side.</summary>
/// <remarks>The rule is that of <see cref="TruncationStatistics"/>, in single precision: all norms' statistics lie side by side in one table [sets, values], of
/// which each row of a batch takes two rows and their mixture.</remarks>
internal sealed class StatisticsTable
{
    // Places up to some hundred are rounded by less in single precision.
    private const float Nearness = 1e-5f;

    private const long Int64 = 7;

    private readonly Dictionary<IBatchStatistics, (string Mean, string Variance)> chosen = new(ReferenceEqualityComparer.Instance);

    /// <summary>Adds the nodes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="truncation">The input [N], in [0, 1].</param>
    /// <param name="network">Whose norms are served.</param>
    /// <param name="statistics">Their sets.</param>
    public StatisticsTable(OnnxGraph graph, string truncation, BigGanGenerator network, TruncationStatistics statistics)
    {
        using var scope = NewDisposeScope();
        (string Name, IBatchStatistics Norm)[] norms = [.. TruncationStatistics.Norms(network)];
        Tensor[] parts = [.. norms.SelectMany(n => (Tensor[])[statistics[$"{n.Name}.mean"], statistics[$"{n.Name}.variance"]])]; // [sets, C] each
        Tensor table = cat(parts, 1).contiguous(); // [sets, values]
        string values = graph.Constant(MemoryMarshal.Cast<byte, float>(table.bytes).ToArray(), table.shape);

        float last = statistics.Count - 1;
        string place = graph.Node("Mul", [truncation, Scalar(graph, last)]); // [N]
        place = graph.Node("Clip", [place, Scalar(graph, 0), Scalar(graph, last)]);
        string nearest = graph.Node("Round", [place]);
        string isNear = graph.Node("Less", [graph.Node("Abs", [graph.Node("Sub", [place, nearest])]), Scalar(graph, Nearness)]);
        place = graph.Node("Where", [isNear, nearest, place]);
        string floor = graph.Node("Floor", [place]);
        string share = graph.Node("Unsqueeze", [graph.Node("Sub", [place, floor]), graph.Constant(1L)]); // [N, 1]
        string below = graph.Node("Cast", [floor], ("to", Int64)); // [N]
        string above = graph.Node("Min", [graph.Node("Add", [below, graph.Constant(1L)]), graph.Constant((long)last)]); // [N]
        string low = graph.Node("Mul", [graph.Node("Gather", [values, below]), graph.Node("Sub", [Scalar(graph, 1), share])]); // [N, values]
        string high = graph.Node("Mul", [graph.Node("Gather", [values, above]), share]); // [N, values]
        string mixed = graph.Node("Add", [low, high]);
        string[] columns = graph.Nodes("Split", [mixed, graph.Constant([.. parts.Select(p => p.shape[1])])], parts.Length, ("axis", 1L)); // [N, C] each
        for (int i = 0; i < norms.Length; i++) chosen.Add(norms[i].Norm, (columns[2 * i], columns[2 * i + 1]));
    }

    /// <summary>The names of a norm's mean and variance, [N, C] each.</summary>
    public (string Mean, string Variance) this[IBatchStatistics norm] => chosen[norm];

    private static string Scalar(OnnxGraph graph, float value) => graph.Constant([value], []);
}
