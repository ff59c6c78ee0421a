using System.Globalization;

namespace GanAugment.Training.Export;

/// <summary>Class names as the ONNX metadata entry <c>names</c> has them, which object-recognition tools write and read.</summary>
internal static class ClassNames
{
    /// <summary>For example <c>{0: 'cat', 1: 'dog'}</c>.</summary>
    public static string Dictionary(IEnumerable<string> names) =>
        "{" + string.Join(", ", names.Select((name, i) => string.Create(CultureInfo.InvariantCulture, $"{i}: '{Escaped(name)}'"))) + "}";

    private static string Escaped(string name) => name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
}
