using System.Globalization;

namespace GanAugment.Data;

/// <summary>One of several parts of a data set that share no image: one to train a generator on, say, and another for the classifier that is to profit.</summary>
/// <param name="Number">Which part, from 1.</param>
/// <param name="Parts">How many parts there are.</param>
/// <remarks>Every class is dealt out in the order of the source, image i of a class to part i mod <paramref name="Parts"/>, so all parts have the same class
/// proportions, to one image.</remarks>
public sealed record DataPart(int Number, int Parts)
{
    /// <summary>Reads <c>2/3</c>: the second of three parts.</summary>
    /// <exception cref="OptionException">The text is not of that form.</exception>
    public static DataPart Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] numbers = text.Split('/');
        if (numbers.Length == 2 && int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out int of) && number >= 1 && number <= of)
            return new DataPart(number, of);
        throw new OptionException($"'{text}' names no part of a data set.", "The option is 'part'.", "Give number/parts, for example 1/2 for the first half.");
    }

    /// <summary>The images of this part, in the order of the source.</summary>
    public Subset Select(ILabelledImageSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var seen = new int[source.Classes.Count];
        return new Subset(source, Enumerable.Range(0, source.Labels.Count).Where(i => seen[source.Labels[i]]++ % Parts == Number - 1));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Parts}");
}
