using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Training.Networks;

namespace GanAugment.Training.Import;

/// <summary>The files of a checkpoint, understood but not yet read.</summary>
internal sealed class OpenedCheckpoint : IDisposable
{
    private readonly List<TensorTable> tables;

    private OpenedCheckpoint(List<TensorTable> tables, ImportOptions options, CheckpointSource source)
    {
        this.tables = tables;
        TensorTable generator = tables[0];
        var missing = new MissingFlags();
        (CheckpointFormat format, Generator) = Weights(generator, options, source);
        BigGanSpec spec = Generator is HuggingFaceWeights ported ? ported.Configuration.ToSpec() : GeneratorInference.Infer(Generator, options, missing);
        AskForSums(Generator, options, missing);
        Discriminator = DiscriminatorOf(generator, format, source);
        if (Discriminator is not null)
            spec = DiscriminatorInference.Infer(spec, Discriminator, (Discriminator as AjbrockWeights)?.Depth, options, missing);
        missing.ThrowIfAny(generator.Origin);
        Plan = new ImportPlan
        {
            Format = format,
            Generator = generator.Origin,
            Discriminator = Discriminator?.Origin,
            Network = Validated(spec, generator.Origin),
            Classes = ClassNames(options, spec.Classes),
            GeneratorParameters = Parameters(Generator),
            DiscriminatorParameters = Discriminator is null ? null : Parameters(Discriminator),
            StatisticsSets = (Generator as HuggingFaceWeights)?.Configuration.NStats ?? 1,
            StandingTruncation = Generator is HuggingFaceWeights ? options.StandingTruncation ?? Truncation.Scaled(1) : Truncation.None,
        };
        if (Generator is not HuggingFaceWeights && options.StandingTruncation is { Kind: not TruncationKind.None } asked)
            throw new OptionException($"The checkpoint has no statistics for truncation {asked}.", $"The file is '{generator.Origin}'.",
                "Leave StandingTruncation out: there is one set of statistics for all.");
    }

    /// <summary>What was found.</summary>
    public ImportPlan Plan { get; }

    /// <summary>The generator's weights.</summary>
    public IWeightSource Generator { get; }

    /// <summary>The discriminator's weights, or null.</summary>
    public IWeightSource? Discriminator { get; }

    /// <summary>How many numbers there are to read.</summary>
    public long Values => Count(Generator, _ => true) + (Discriminator is null ? 0 : Count(Discriminator, _ => true));

    /// <summary>Opens the files and finds out what they are.</summary>
    public static OpenedCheckpoint Open(ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        CheckpointSource source = CheckpointSource.Find(options);
        List<TensorTable> tables = [CheckpointFile.Open(source.Generator)];
        try
        {
            return new OpenedCheckpoint(tables, options, source);
        }
        catch
        {
            tables.ForEach(table => table.Dispose());
            throw;
        }
    }

    /// <summary>Closes the files.</summary>
    public void Dispose() => tables.ForEach(table => table.Dispose());

    private static (CheckpointFormat, IWeightSource) Weights(TensorTable table, ImportOptions options, CheckpointSource source)
    {
        if (table.Names.Any(name => name.StartsWith("generator.gen_z.", StringComparison.Ordinal)))
            return (CheckpointFormat.HuggingFace, new HuggingFaceWeights(table,
                HuggingFaceConfig.Read(source.Configuration)) { Truncation = Position(options) });
        if (table.Has("generator.linear.weight")) return (CheckpointFormat.GanAugment, new PrefixedWeights(table, "generator"));
        if (table.Has("embed.weight"))
            throw CheckpointError.Unusable(table.Origin, "The checkpoint is a discriminator.", "Give the generator, and this file as its discriminator.");
        if (!table.Has("linear.weight") || !table.Has("blocks.0.0.conv1.weight"))
            throw CheckpointError.Unusable(table.Origin, $"The checkpoint is no BigGAN generator: it begins with '{table.Names.FirstOrDefault()}'.",
                "Give a generator of ajbrock/BigGAN-PyTorch (G_ema.pth), of huggingface/pytorch-pretrained-BigGAN, or of this program.");
        return (CheckpointFormat.Ajbrock, new AjbrockWeights(table));
    }

    private IWeightSource? DiscriminatorOf(TensorTable generator, CheckpointFormat format, CheckpointSource source)
    {
        if (source.Discriminator is null)
            return format == CheckpointFormat.GanAugment && generator.Has("discriminator.linear.weight") ? new PrefixedWeights(generator, "discriminator")
                : null;
        TensorTable table = CheckpointFile.Open(source.Discriminator);
        tables.Add(table);
        if (!table.Has("embed.weight"))
            throw CheckpointError.Unusable(table.Origin, "The checkpoint is no BigGAN discriminator.", "Give the D.pth that belongs to the generator.");
        return new AjbrockWeights(table);
    }

    private static void AskForSums(IWeightSource generator, ImportOptions options, MissingFlags missing)
    {
        if (generator is not AjbrockWeights { Accumulated: { } batches } weights) return;
        weights.StatisticsAreSums = missing.Ask(options.AccumulatedStatistics, false,
            FormattableString.Invariant($"whether its batch statistics are sums over {batches} batches or averages (accumulate_stats)"),
            "AccumulatedStatistics, true where standing statistics were taken before it was saved or false where it was trained on after that");
    }

    private static double Position(ImportOptions options) => options.StandingTruncation?.StatisticsFactor ?? 1;

    private static IReadOnlyList<string> ClassNames(ImportOptions options, int count)
    {
        if (options.ClassNames is not { } names) return [.. Enumerable.Range(0, count).Select(i => $"class {i}")];
        if (names.Count != count)
            throw new OptionException($"There are {names.Count} class names for {count} classes.", "They are given as ClassNames.",
                "Give one name per class, in the order that the network was trained with.");
        return [.. new ClassMap(names)];
    }

    private static BigGanSpec Validated(BigGanSpec spec, string origin)
    {
        try
        {
            return spec.Validated();
        }
        catch (OptionException e)
        {
            throw CheckpointError.Unusable(origin, $"The checkpoint makes no network: {e.What.TrimEnd('.')}.", "Give a checkpoint of a BigGAN.");
        }
    }

    private static long Parameters(IWeightSource weights) => Count(weights, name => name[(name.LastIndexOf('.') + 1)..] is not ("u" or "mean" or "variance"));

    private static long Count(IWeightSource weights, Func<string, bool> counted) =>
        weights.Names.Where(counted).Sum(name => weights.ShapeOf(name)!.Aggregate(1L, (product, size) => product * size));
}
