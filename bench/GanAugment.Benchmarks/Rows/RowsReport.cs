using System.Globalization;
using System.Text;
using GanAugment.Benchmarks.Comparison;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Benchmarks.Rows;

/// <summary><c>rows GENERATOR</c>, or <c>rows GENERATOR pass</c> for its first part alone: what synthetic rows cost in time and memory, as a page.</summary>
internal sealed class RowsReport
{
    private const int Turns = 31, LoopImages = 256, Least = 100_000;

    private const double MiB = 1 << 20;

    private static readonly int[] Sizes = [1000, 10_000, 100_000, 1_000_000];

    private readonly StringBuilder text = new();

    public static int Run(string[] arguments)
    {
        if (arguments is not ([_] or [_, "pass"]))
        {
            Console.Error.WriteLine("Name a generator file, for example examples/ClassifierAugmentation/generators/letters.onnx.");
            return 2;
        }

        var report = new RowsReport();
        report.Line($"Machine: {Machine.Describe()}. {Versions()}. Times are of the processor, not of the clock.");
        report.Pass(arguments[0]);
        if (arguments.Length == 1)
        {
            report.Rows();
            report.Sdca();
        }

        Console.Write(report.text);
        return 0;
    }

    private void Pass(string generator)
    {
        Line($"\n## The first pass over an augmented view ÷ a loop over ONNX Runtime alone that makes the same images\n");
        Line($"`{Path.GetFileName(generator)}`, {LoopImages} images, median of {Turns} turns, least and greatest in brackets. The pass draws its latents; the");
        Line($"loop has them already.\n");
        Line($"| images per call in the loop | loop, ms per image | pass ÷ loop |\n|---|---|---|");
        foreach (int batch in new[] { 8, 16 })
        {
            var turns = WorkerProcess.Ask<List<PassAgainstLoop.Turn>>(PassAgainstLoop.Verb, generator, batch, LoopImages, Turns);
            string loop = Spread.Of([.. turns.Select(t => t.Loop)]).ToText("F3", 1000), ratio = Spread.Of([.. turns.Select(t => t.Ratio)]).ToText("F3");
            Line($"| {batch} | {loop} | {ratio} |");
        }
    }

    private void Rows()
    {
        Line($"\n## Cost of a synthetic row by their number\n");
        Line($"28×28 gray, 16 real rows. Up to 32 MiB of images, about 42,000 of them, stay in memory. 'matrix' is a generator of one matrix (512 latents, in");
        Line($"ONNX Runtime), 'free' one that costs nothing: the rows alone. A view of {ConstantCost.Few} rows and as many rows of the large view take");
        Line($"turns; the ratio is that of ten turns each, median, least and greatest.\n");
        Line($"| generator | rows | ns per row of {ConstantCost.Few} | ÷ cost per row of {ConstantCost.Few} | figures |\n|---|---|---|---|---|");
        foreach (string kind in new[] { CountingGenerator.Matrix, CountingGenerator.Free })
            foreach (int rows in Sizes[1..])
            {
                var found = WorkerProcess.Ask<ConstantCost.Answer>(ConstantCost.Verb, kind, rows, Math.Max(1, Least / rows));
                Line($"| {kind} | {rows} | {Number(found.Nanoseconds)} | {Spread.Of([.. found.Ratios]).ToText("F3")} | {found.Ratios.Count} |");
            }

        Line($"\n## Memory, and what is generated\n");
        Line($"A process of its own reads one view: labels, images, images again, images at random. Nanoseconds per synthetic row, peak memory of the");
        Line($"process.\n");
        Line($"| generator | rows | made | read again | at random | labels alone | generated ÷ rows | by labels | peak, MiB | growth |");
        Line($"|{string.Concat(Enumerable.Repeat("---|", 10))}");
        foreach (string kind in new[] { CountingGenerator.Matrix, CountingGenerator.Free })
        {
            RowsAnswer[] all = [.. Sizes.Select(rows => WorkerProcess.Ask<RowsAnswer>(RowsWorker.Verb, kind, rows))];
            foreach (RowsAnswer a in all)
            {
                string times = string.Join(" | ", new[] { a.FirstPass, a.SecondPass, a.ShuffledPass, a.LabelPass }.Select(time => Number(time)));
                string memory = $"{Number(a.PeakBytes / MiB)} | {Number((a.PeakBytes - all[0].PeakBytes) / MiB)}";
                Line($"| {kind} | {a.Rows} | {times} | {Number((double)a.Generated / a.Rows, "F3")} | {a.GeneratedByLabels} | {memory} |");
            }
        }

        IDataView plain = new MLContext(1).Data.LoadFromEnumerable(PixelRow.List(10_000, "a", "b"));
        ViewReader.Images(plain);
        Stopwatches read = Stopwatches.Of(() => { for (int pass = 0; pass < 20; pass++) ViewReader.Images(plain); });
        Line($"\nA row of a plain view over objects in memory takes {read.Processor.TotalNanoseconds / 200_000:F0} ns.");
    }

    private void Sdca()
    {
        var (rows, asked, generated) = SdcaRequests.Count();
        Line($"\n## A trainer that reads its data many times\n");
        Line($"SdcaMaximumEntropy, 20 iterations, {rows} synthetic rows among 240 real ones: about {asked} of its requests for images are for synthetic ones;");
        Line($"{generated} images are generated.");
    }

    private static string Number(double value, string format = "F0") => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Versions() => string.Join(", ", new[] { typeof(MLContext).Assembly, typeof(InferenceSession).Assembly }
        .Select(assembly => $"{assembly.GetName().Name} {assembly.GetName().Version}"));

    private void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
