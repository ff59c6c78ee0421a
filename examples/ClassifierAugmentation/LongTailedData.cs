using GanAugment;
using GanAugment.Data;
using Spectre.Console;

namespace ClassifierAugmentation;

/// <summary>A named data set: its training images made long-tailed, a few of the rest to choose settings with, its test images as they are.</summary>
internal sealed record LongTailedData(
    string Name, string Title, string Licence, ILabelledImageSource Train, ILabelledImageSource Validation, ILabelledImageSource Test)
{
    /// <summary>Chooses which training images are kept; the committed generators were trained with it.</summary>
    public const long SelectionSeed = 0;

    private const int ValidationPerClass = 40;

    private static readonly (string Name, string Title, string Licence, int Largest, double Ratio)[] Known =
    [
        ("letters", "Letters A to J of open typefaces, long tail", "open font licences, listed in data/letters/fonts.csv", 800, 100),
        ("fashion-mnist", "Fashion-MNIST, long tail", "MIT, Copyright (c) 2017 Zalando SE", 1000, 100),
    ];

    /// <summary>Opens one of the two data sets.</summary>
    public static LongTailedData Open(string name, CancellationToken cancellation)
    {
        var known = Array.Find(Known, k => k.Name == name);
        if (known.Name is null)
            throw new OptionException($"The example knows no data '{name}'.", "It was given with --data.",
                $"Give {string.Join(" or ", Known.Select(k => k.Name))}.");
        ILabelledImageSource train = Named(DatasetSplit.Train), test = Named(DatasetSplit.Test);
        ILabelledImageSource tail = LongTail.Select(train, known.Largest, known.Ratio, SelectionSeed);
        // Images that neither the generator nor a classifier is trained on.
        HashSet<ulong> taken = [.. ImageHash.OfAll(tail), .. ImageHash.OfAll(test)];
        ulong[] all = ImageHash.OfAll(train);
        var rest = new Subset(train, Enumerable.Range(0, all.Length).Where(i => !taken.Contains(all[i])));
        return new LongTailedData(name, known.Title, known.Licence, tail, LongTail.Select(rest, ValidationPerClass, 1, SelectionSeed), test);

        ILabelledImageSource Named(DatasetSplit split) => NamedDatasets.Open(name, split, new Progress<DownloadProgress>(p =>
            AnsiConsole.MarkupLineInterpolated($"[grey]{p.File}: {p.Received / 1e6:0} MB[/]")), cancellation);
    }

    /// <summary>The options with which the generator in the repository was trained.</summary>
    public string CommittedOptions => Path.Combine(AppContext.BaseDirectory, "generators", Name + ".training_options.json");

    /// <summary>The generator in the repository.</summary>
    public string CommittedGenerator()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "generators", Name + ".onnx");
        return File.Exists(file) ? file
            : throw new GeneratorException($"There is no generator for '{Name}'.", $"The file would be '{file}'.", "Train one with --train.");
    }
}
