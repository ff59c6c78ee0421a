using Microsoft.ML.Runtime;

namespace Microsoft.ML;

internal static class ColumnPairs
{
    // One column; without an input name it is computed in place.
    public static (string Output, string Input)[] Of(string outputColumnName, string inputColumnName)
    {
        Contracts.CheckNonEmpty(outputColumnName, nameof(outputColumnName));
        return [(outputColumnName, inputColumnName ?? outputColumnName)];
    }

    public static (string Output, string Input)[] Of(InputOutputColumnPair[] columns)
    {
        Contracts.CheckValue(columns, nameof(columns));
        return [.. columns.Select(pair => (pair.OutputColumnName, pair.InputColumnName))];
    }
}
