using System.CommandLine;
using GanAugment.Data;
using GanAugment.Editing;
using GanAugment.Reporting;
using GanAugment.Transforms;

namespace GanAugment.Cli.Commands;

/// <summary><c>ganaugment grid</c>: a sheet of synthetic images with captions, to look at what a generator knows.</summary>
internal static class GridCommand
{
    public static Command Create()
    {
        var flags = new GridFlags();
        var command = new Verb("grid", "Draw a sheet of synthetic images with captions: classes, truncation, interpolation, directions, nearest real images.",
            "ganaugment grid generator.onnx -o sheet.png",
            "ganaugment grid generator.onnx -o sheet.png --kind interpolate-z --class A --class B --seeds 0-3");
        flags.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            Draw(flags.Read(parsed), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellation);
            return ExitCode.Done;
        }, CancellationToken.None));
        return command;
    }

    private static void Draw(GridRequest request, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(request.Model);
        GridPlan plan = request.Plan(generator);
        var origin = new GridOrigin(request, plan, generator);
        var progress = new ProgressLine(error);
        NeighbourReport? neighbours = null;
        ContactSheet sheet;
        if (request.DryRun)
        {
            error.WriteLine($"Would write '{request.Output}'.");
            Tell(request, origin, plan, null, [], output);
            return;
        }

        if (request.Kind == GridKind.Neighbours)
        {
            (sheet, neighbours) = Compare(request, plan, generator, origin, progress, error, cancellation);
        }
        else
        {
            int all = plan.Rows.Sum(row => row.Cells.Count);
            sheet = plan.ToSheet(generator, origin.Page(), new Listener<int>(done => progress.Count(done, all, "images")), cancellation);
        }

        progress.End();
        sheet.Metadata = origin.Metadata(neighbours);
        sheet.Save(request.Output);
        Tell(request, origin, plan, neighbours, sheet.Footer.SkipLast(2), output);
    }

    private static void Tell(GridRequest request, GridOrigin origin, GridPlan plan, NeighbourReport? neighbours, IEnumerable<string> notes, TextWriter output)
    {
        if (request.Json)
        {
            output.WriteLine(JsonOutput.Write(origin.Document(request.DryRun ? null : request.Output, neighbours)));
            return;
        }

        Line(output, "sheet", request.Output);
        Line(output, "shows", plan.Title);
        Line(output, "seeds", NumberList.Write(request.Seeds));
        Line(output, "classes", string.Join(", ", origin.Classes));
        Line(output, "truncation", origin.Truncation);
        foreach (string note in notes) Line(output, "note", note);
    }

    private static (ContactSheet, NeighbourReport) Compare(GridRequest request, GridPlan plan, OnnxConditionalGenerator generator, GridOrigin origin,
        ProgressLine progress, TextWriter error, CancellationToken cancellation)
    {
        if (request.Neighbours is null)
            throw new OptionException("There are no images to find neighbours among.", "The kind neighbours was given without data.",
                "Give the training images with --neighbours.");
        ILabelledImageSource training = DataSelection.Open("--neighbours", request.Neighbours, DatasetSplit.Train, error, cancellation);
        ILabelledImageSource? heldOut = request.HeldOut is null ? null
            : DataSelection.Open("--held-out", request.HeldOut, DatasetSplit.Test, error, cancellation);
        string fingerprint = DatasetFingerprint.Compute(training);
        if (heldOut is not null && DatasetFingerprint.Compute(heldOut) == fingerprint)
            throw new OptionException("The held-out images are the training images.", $"Both are '{training.Origin}'.",
                "Give images with --held-out that the generator was not trained on.");
        bool? own = generator.Manifest.DatasetFingerprint is { } trained ? trained == fingerprint : null;
        string note = $"Neighbours from {training.Origin}: " + own switch
        {
            true => "what the generator was trained on.",
            false => "not, or not just, what the generator was trained on (the fingerprint differs).",
            _ => "whether the generator was trained on it is not known.",
        };
        NeighbourSheet found = NeighbourSheet.Of(generator, plan, training, heldOut, request.Columns, origin.Page(note), null,
            new Listener<(int Done, int All)>(count => progress.Count(count.Done, count.All, "comparisons")), cancellation);
        return (found.Sheet, NeighbourReport.Of(found, training, own, heldOut));
    }

    private static void Line(TextWriter output, string name, string value) => output.WriteLine($"{name,-16}{value}");

    // Progress<T> calls back on another thread, after the line was ended.
    private sealed class Listener<T>(Action<T> heard) : IProgress<T>
    {
        public void Report(T value) => heard(value);
    }
}
