using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Benchmarks.Rows;

/// <summary>What a synthetic row costs in a view of many against one in a view of few. Both take turns, a thousand rows each: whatever else the machine does
/// then meets both.</summary>
internal static class ConstantCost
{
    /// <summary>The first argument of a process that measures.</summary>
    public const string Verb = "rows-constant";

    /// <summary>Rows of a turn, and of the small view.</summary>
    public const int Few = 1000;

    // A turn of a cheap generator takes a millisecond or two, which is too short for one figure.
    private const int TurnsOfAFigure = 10;

    private const int RealRows = 16;

    /// <summary>What was found.</summary>
    /// <param name="Nanoseconds">Of the processor for each synthetic row of the small views.</param>
    /// <param name="Ratios">The large view's time for ten turns divided by the small ones', time and again.</param>
    internal sealed record Answer(double Nanoseconds, IReadOnlyList<double> Ratios);

    /// <summary>Measures in this process, and prints.</summary>
    /// <param name="kind">A kind of <see cref="CountingGenerator"/>.</param>
    /// <param name="rows">Synthetic rows of the large view.</param>
    /// <param name="views">How many large views are read, one after the other.</param>
    public static int Serve(string kind, int rows, int views)
    {
        Console.WriteLine(JsonSerializer.Serialize(Measure(kind, rows, views)));
        return 0;
    }

    private static Answer Measure(string kind, int rows, int views)
    {
        var context = new MLContext(1);
        CountingGenerator generator = CountingGenerator.Of(kind);
        for (int warm = 0; warm < 3; warm++) Small(context, generator);
        var ratios = new List<double>();
        TimeSpan ofMany = default, ofFew = default, all = default;
        int turns = 0;
        for (int view = 0; view < views; view++)
        {
            using RowsView large = RowsView.Of(context, generator, RealRows, rows);
            using var cursor = new ImageCursor(large.View);
            for (int done = 0; done < rows; done += Few)
            {
                ofMany += Stopwatches.Of(() => cursor.Read(Few)).Processor;
                ofFew += Small(context, generator);
                if (++turns % TurnsOfAFigure != 0) continue;
                ratios.Add(ofMany / ofFew);
                all += ofFew;
                (ofMany, ofFew) = (default, default);
            }
        }

        return new Answer(all.TotalNanoseconds / ratios.Count / TurnsOfAFigure / Few, ratios);
    }

    private static TimeSpan Small(MLContext context, CountingGenerator generator)
    {
        using RowsView small = RowsView.Of(context, generator, RealRows, Few);
        using var cursor = new ImageCursor(small.View);
        return Stopwatches.Of(() => cursor.Read(Few + RealRows)).Processor;
    }

    // Reads on where it stood: images and labels, as a trainer does.
    private sealed class ImageCursor : IDisposable
    {
        private readonly DataViewRowCursor cursor;
        private readonly ValueGetter<VBuffer<float>> getImage;
        private readonly ValueGetter<ReadOnlyMemory<char>> getLabel;
        private VBuffer<float> pixels;
        private ReadOnlyMemory<char> name;

        public ImageCursor(IDataView view)
        {
            cursor = view.GetRowCursor([view.Schema["Pixels"], view.Schema["Label"]]);
            getImage = cursor.GetGetter<VBuffer<float>>(view.Schema["Pixels"]);
            getLabel = cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Label"]);
        }

        public void Read(int rows)
        {
            for (int row = 0; row < rows && cursor.MoveNext(); row++)
            {
                getImage(ref pixels);
                getLabel(ref name);
            }
        }

        public void Dispose() => cursor.Dispose();
    }
}
