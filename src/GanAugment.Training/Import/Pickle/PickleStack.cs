namespace GanAugment.Training.Import.Pickle;

/// <summary>The stack that a pickle works on, with marks that close off what lies below them.</summary>
internal sealed class PickleStack(string origin)
{
    private readonly List<object?> values = [];
    private readonly List<int> marks = [];

    /// <summary>How many values lie above the last mark.</summary>
    public int Count => values.Count - Floor;

    private int Floor => marks.Count == 0 ? 0 : marks[^1];

    /// <summary>Puts a value on top.</summary>
    public void Push(object? value) => values.Add(value);

    /// <summary>The value on top.</summary>
    public object? Peek() => Count > 0 ? values[^1] : throw Empty();

    /// <summary>Takes the value on top.</summary>
    public object? Pop()
    {
        object? top = Peek();
        values.RemoveAt(values.Count - 1);
        return top;
    }

    /// <summary>Takes the topmost values, the deepest first.</summary>
    public object?[] Pop(int count)
    {
        if (Count < count) throw Empty();
        object?[] top = [.. values[^count..]];
        values.RemoveRange(values.Count - count, count);
        return top;
    }

    /// <summary>Closes off what is on the stack.</summary>
    public void Mark() => marks.Add(values.Count);

    /// <summary>Takes everything above the last mark, and the mark.</summary>
    public object?[] PopToMark()
    {
        if (marks.Count == 0) throw Empty();
        object?[] above = Pop(Count);
        marks.RemoveAt(marks.Count - 1);
        return above;
    }

    private GeneratorException Empty() => CheckpointError.Damaged(origin, "its table of contents takes what it never put down");
}
