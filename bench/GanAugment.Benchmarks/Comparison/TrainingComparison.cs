using System.Globalization;

namespace GanAugment.Benchmarks.Comparison;

/// <summary>Measures our training and our exported generator, beside the reference where a checkout of it is given.</summary>
internal static class TrainingComparison
{
    private const string Usage =
        """
        training [--reference DIR] [--python FILE] [--rounds N] [--out FILE] [--training LIST] [--generator LIST]

        --reference   a checkout of github.com/ajbrock/BigGAN-PyTorch, which is not part of this repository; without it only our side is measured
        --python      a Python that has PyTorch on the same libtorch; default python3
        --rounds      how often each side is measured, taking turns; default 7
        --training    base channels : discriminator steps; default 16:1,16:4,32:1,32:4
        --generator   base channels; default 32,64
        --out         also write the tables to this file
        """;

    public static int Run(string[] arguments)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] known = ["--reference", "--python", "--rounds", "--out", "--training", "--generator"];
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || !known.Contains(arguments[i]))
            {
                Console.Error.WriteLine(Usage);
                return 2;
            }

            options[arguments[i]] = arguments[i + 1];
        }

        string python = options.GetValueOrDefault("--python", "python3");
        string? checkout = options.GetValueOrDefault("--reference");
        int rounds = int.Parse(options.GetValueOrDefault("--rounds", "7"), CultureInfo.InvariantCulture);
        var match = new Match(rounds, settings => checkout is null ? null : Contender.Reference("reference", python, checkout, settings));
        var report = new ComparisonReport(checkout, rounds);
        foreach (string entry in List("--training", "16:1,16:4,32:1,32:4"))
        {
            int[] numbers = [.. entry.Split(':').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
            report.Add(match.Training(new WorkerSettings(Work.Training, numbers[0], numbers[1])));
        }

        foreach (string entry in List("--generator", "32,64"))
            report.Add(match.Generator(new WorkerSettings(Work.Generator, int.Parse(entry, CultureInfo.InvariantCulture))));
        string text = report.ToMarkdown();
        Console.WriteLine(text);
        if (options.TryGetValue("--out", out string? file)) AtomicFile.WriteAllText(file, text);
        return 0;

        string[] List(string name, string otherwise) =>
            options.GetValueOrDefault(name, otherwise).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
