namespace GanAugment.Transforms.Columns;

/// <summary>What a synthetic row has in a column that is neither image nor label.</summary>
public abstract record ColumnFill
{
    private ColumnFill()
    {
    }

    /// <summary>The value of a random real row of its class; all columns that are copied come from the same row.</summary>
    public static ColumnFill Copy { get; } = new Copied();

    /// <summary>Missing: NaN, an empty text, a key without value, no image; zeros in a vector of known size, and 0 or false where the type has no missing
    /// value. Trainers leave rows out whose features or weight are missing.</summary>
    public static ColumnFill Missing { get; } = new Absent();

    /// <summary>The same value in every synthetic row.</summary>
    /// <param name="value">A value of the column's type or one that converts to it without loss: a number, a text, a boolean, one of a key's names, or an
    /// array for a vector.</param>
    public static ColumnFill Value(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new Fixed(value);
    }

    internal sealed record Copied : ColumnFill
    {
        public override string ToString() => "copy";
    }

    internal sealed record Absent : ColumnFill
    {
        public override string ToString() => "missing";
    }

    internal sealed record Fixed(object Given) : ColumnFill
    {
        public override string ToString() => FormattableString.Invariant($"{Given}");
    }
}
