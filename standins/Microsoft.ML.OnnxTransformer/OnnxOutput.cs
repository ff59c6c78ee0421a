using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Makes the getters of the columns that a model adds.</summary>
internal static class OnnxOutput
{
    public static Delegate Open(OnnxRow row, OnnxVariable variable)
    {
        string open = variable.ColumnType is VectorDataViewType ? nameof(OpenVector) : nameof(OpenScalar);
        return RawTypes.Invoke<Delegate>(typeof(OnnxOutput), open, [variable.ElementType], row, variable.Name);
    }

    private static Delegate OpenScalar<T>(OnnxRow row, string name)
        where T : unmanaged
        => (ValueGetter<T>)((ref T value) => value = row.Current(name).GetTensorDataAsSpan<T>()[0]);

    private static Delegate OpenVector<T>(OnnxRow row, string name)
        where T : unmanaged
        => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
        {
            var tensor = row.Current(name).GetTensorDataAsSpan<T>();
            var editor = VBufferEditor.Create(ref value, tensor.Length);
            tensor.CopyTo(editor.Values);
            value = editor.Commit();
        });
}
