using System.Globalization;
using System.Text;
using GanAugment.Benchmarks.Comparison;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Benchmarks.Rows;

/// <summary><c>rows GENERATOR</c>, or <c>rows GENERATOR pass</c> for its first part alone: what synthetic rows cost in time and memory, as a page.</summary>
internal sealed class RowsReport
{
    private const int Turns = 21, LoopImages = 256, Repetitions = 3;

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
            IReadOnlyList<(double Loop, double Ratio)> turns = new PassAgainstLoop(generator, batch, LoopImages).Run(Turns);
            string loop = Spread.Of([.. turns.Select(t => t.Loop)]).ToText("F3", 1000), ratio = Spread.Of([.. turns.Select(t => t.Ratio)]).ToText("F3");
            Line($"| {batch} | {loop} | {ratio} |");
        }
    }

    private void Rows()
    {
        Line($"\n## Cost of a synthetic row by their number\n");
        Line($"28×28 gray, 16 real rows, nanoseconds per synthetic row, median of {Repetitions} processes that take turns. Up to 32 MiB of images, about 42,000 of");
        Line($"them, stay in memory. The first table has a generator of one matrix (512 latents, in ONNX Runtime), the second one that is free: the rows alone.");
        Line($"Peak memory is that of a process that reads one view: labels, images, images again, images at random.");
        foreach (string kind in new[] { CountingGenerator.Matrix, CountingGenerator.Free })
        {
            int total = kind == CountingGenerator.Free ? Sizes[^1] : Sizes[^1] / 5;
            RowsAnswer[][] timed = [.. Enumerable.Range(0, Repetitions)
                .Select(_ => Sizes.Select(rows => RowsWorker.Start(kind, rows, Math.Max(1, total / rows))).ToArray())];
            RowsAnswer[] alone = [.. Sizes.Select(rows => RowsWorker.Start(kind, rows, 1))];
            Line($"\n| synthetic rows | made | ÷ {Sizes[0]} rows | read again | at random | labels alone | generated ÷ rows | by labels | peak, MiB | growth |");
            Line($"|{string.Concat(Enumerable.Repeat("---|", 10))}");
            for (int size = 0; size < Sizes.Length; size++)
            {
                RowsAnswer[] all = [.. timed.Select(turn => turn[size])];
                double made = Median(all, a => a.FirstPass);
                double share = Spread.Of([.. timed.Select(turn => turn[size].FirstPass / turn[0].FirstPass)]).Median;
                string again = $"{Number(Median(all, a => a.SecondPass))} | {Number(Median(all, a => a.ShuffledPass))} | {Number(Median(all, a => a.LabelPass))}";
                string generated = $"{Number((double)alone[size].Generated / alone[size].Rows, "F3")} | {alone[size].GeneratedByLabels}";
                string memory = $"{Number(alone[size].PeakBytes / MiB)} | {Number((alone[size].PeakBytes - alone[0].PeakBytes) / MiB)}";
                Line($"| {Sizes[size]} | {Number(made)} | {Number(share, "F3")} | {again} | {generated} | {memory} |");
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

    private static double Median(RowsAnswer[] answers, Func<RowsAnswer, double> figure) => Spread.Of([.. answers.Select(figure)]).Median;

    private static string Number(double value, string format = "F0") => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Versions() => string.Join(", ", new[] { typeof(MLContext).Assembly, typeof(InferenceSession).Assembly }
        .Select(assembly => $"{assembly.GetName().Name} {assembly.GetName().Version}"));

    private void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
