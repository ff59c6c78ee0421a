using GanAugment.Data;
using GanAugment.Sampling;
using GanAugment.Transforms.Columns;

namespace GanAugment.Transforms.Rows;

/// <summary>The classes of the data and of the generator, matched by name: the numbers of keys depend on the order of the data.</summary>
internal sealed class ClassMatch
{
    private readonly string[] lacking;
    private readonly ClassMap data;
    private readonly ClassMap generator;

    /// <exception cref="OptionException">They have no class in common.</exception>
    public ClassMatch(ClassMap data, ClassMap generator, BigGanAugmentationOptions options)
    {
        this.data = data;
        this.generator = generator;
        string[] misnamed = [.. options.ClassNames?.Values.Where(name => generator.IndexOf(name) < 0).Distinct() ?? []];
        if (misnamed.Length > 0)
            throw new OptionException(
                $"ClassNames maps to {List(misnamed)}, which the generator does not have.",
                $"The generator has {List(generator)}.",
                "Correct ClassNames; upper and lower case differ.");

        GeneratorClasses = [.. data.Select(name => generator.IndexOf(options.ClassNames?.GetValueOrDefault(name) ?? name))];
        lacking = [.. data.Where((_, c) => GeneratorClasses[c] < 0)];
        if (lacking.Length == data.Count)
            throw new OptionException(
                $"No class of the label column '{options.LabelColumnName}' is a class of the generator.",
                $"The data has {List(data)}; the generator has {List(generator)}.",
                "Name the generator's class for each label in ClassNames, or use labels of the same names.");
    }

    /// <summary>The generator's class for each class of the data, −1 where it has none.</summary>
    public int[] GeneratorClasses { get; }

    /// <summary>The classes that the strategy names and the data lacks, where the generator has them: rows can be made of what no real row is.</summary>
    /// <exception cref="OptionException">The label column cannot hold one of them.</exception>
    public static string[] Beyond(ClassCount count, LabelColumn label, ClassMap generator, BigGanAugmentationOptions options)
    {
        HashSet<string> present = [.. count.PerClass.Select(c => c.Key)];
        string[] beyond = [.. options.Strategy.NamedClasses
            .Where(name => !present.Contains(name) && generator.IndexOf(options.ClassNames?.GetValueOrDefault(name) ?? name) >= 0)];
        if (beyond.FirstOrDefault(name => !label.CanMake(name)) is { } impossible)
            throw new OptionException(
                $"The label column '{options.LabelColumnName}' cannot hold the class '{impossible}', which the strategy names and the training data lacks.",
                $"Its type is {label.Column.Type}.",
                "Put AugmentWithBigGan before MapValueToKey, or give MapValueToKey the names of all classes as keyData.");
        return beyond;
    }

    /// <summary>Takes the rows away that the generator cannot make, with a warning; a strategy that names their classes is an error.</summary>
    public SamplingPlan Restrict(SamplingPlan plan, CatalogEnvironment environment)
    {
        string[] impossible = [.. lacking.Where(name => plan[data.IndexOf(name)].Synthetic > 0)];
        if (impossible.Length == 0) return plan;
        string[] demanded = [.. impossible.Intersect(plan.Strategy.NamedClasses)];
        if (demanded.Length > 0)
            throw new OptionException(
                $"The strategy '{plan.Strategy}' asks for {List(demanded)}, which the generator does not have.",
                $"The generator has {List(generator)}.",
                "Leave the class out, or name the generator's class for it in ClassNames.");
        environment.Warning($"The generator has no class for {List(impossible)}: no synthetic rows there. It has {List(generator)}.");
        return plan.Without(impossible);
    }

    // Long lists help nobody: the first twenty show how names are spelt.
    private static string List(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(20).Select(name => $"'{name}'")) + (names.Count > 20 ? $" and {names.Count - 20} more" : "");
}
