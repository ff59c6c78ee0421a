using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Tests.Conformance;

/// <summary>When two schemas or shapes are the same, as ML.NET's own tests define it.</summary>
internal static class SchemaChecks
{
    private static readonly string[] Kinds = ["SlotNames", "KeyValues", "NoSuchAnnotation"];

    /// <summary>Count, names, types, the column that a name finds, and annotations.</summary>
    public static void Same(DataViewSchema expected, DataViewSchema actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i].Name, actual[i].Name);
            Assert.Equal(expected[i].Type, actual[i].Type);
            Assert.Equal(expected[expected[i].Name].Index, actual[expected[i].Name].Index);
            foreach (string kind in Kinds) Assert.Equal(Annotation(expected[i], kind), Annotation(actual[i], kind));
        }
    }

    /// <summary>Each is compatible with the other: name, kind, item type, key and annotations.</summary>
    public static void Same(SchemaShape promised, SchemaShape delivered) => Assert.Equal(Describe(delivered), Describe(promised));

    private static string[] Describe(SchemaShape shape) => [.. shape.OrderBy(column => column.Name, StringComparer.Ordinal).Select(Describe)];

    private static string Describe(SchemaShape.Column column) =>
        $"{column.Name} {column.Kind} {column.ItemType} {column.IsKey} [{string.Join("; ", Describe(column.Annotations))}]";

    private static string? Annotation(DataViewSchema.Column column, string kind)
    {
        if (column.Annotations.Schema.GetColumnOrNull(kind) is not { } found) return null;
        return found.Type.RawType == typeof(VBuffer<ReadOnlyMemory<char>>) ? Text<ReadOnlyMemory<char>>()
            : found.Type.RawType == typeof(VBuffer<float>) ? Text<float>()
            : found.Type.RawType == typeof(VBuffer<int>) ? Text<int>()
            : throw new NotSupportedException(found.Type.ToString());

        string Text<T>()
        {
            VBuffer<T> values = default;
            column.Annotations.GetValue(kind, ref values);
            return $"{found.Type}: {string.Join(", ", values.DenseValues())}";
        }
    }
}
