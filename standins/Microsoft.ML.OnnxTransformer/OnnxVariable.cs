using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>An input or output of a model. Dimensions that the model leaves open are not positive.</summary>
internal sealed record OnnxVariable(string Name, int[] Shape, Type ElementType, DataViewType ColumnType)
{
    public static OnnxVariable Of(string name, NodeMetadata node, IDictionary<string, int[]> shapes)
    {
        if (!node.IsTensor)
            throw new NotSupportedException($"'{name}' is a sequence or a map; only tensors can be columns here.");

        var item = ColumnTypes.Primitive(node.ElementType) ?? throw new NotSupportedException($"Onnx type not supported: {node.ElementType}");
        if (shapes is null || !shapes.TryGetValue(name, out var shape))
            return new OnnxVariable(name, node.Dimensions, node.ElementType, RowType(item, node.Dimensions));

        if (!Agree(shape, node.Dimensions))
        {
            throw new ArgumentOutOfRangeException("shapeDictionary", shape,
                $"The specified shape {string.Join(',', shape)} is not compatible with the shape {string.Join(',', node.Dimensions)} loaded from the " +
                "ONNX model file. Only unknown dimension can replace or be replaced by another dimension.");
        }

        DataViewType type = shape.All(size => size > 0) ? new VectorDataViewType(item, shape) : new VectorDataViewType(item);
        return new OnnxVariable(name, shape, node.ElementType, type);
    }

    /// <summary>The shape of one row: an open first dimension, that of the batch, is 1; other open ones are 0.</summary>
    public int[] RowShape()
    {
        if (Shape.Length == 0)
            return [1];
        int[] row = [.. Shape.Select(size => Math.Max(size, 0))];
        if (Shape[0] < 0)
            row[0] = 1;
        return row;
    }

    private static DataViewType RowType(PrimitiveDataViewType item, int[] dimensions)
    {
        if (dimensions.Length == 0)
            return item;
        int[] row = [Math.Max(dimensions[0], 1), .. dimensions.Skip(1)];
        return row.All(size => size > 0) ? new VectorDataViewType(item, row) : new VectorDataViewType(item, 0);
    }

    private static bool Agree(int[] first, int[] second)
        => first.Length == second.Length && first.Zip(second).All(pair => pair.First == pair.Second || pair.First <= 0 || pair.Second <= 0);
}
