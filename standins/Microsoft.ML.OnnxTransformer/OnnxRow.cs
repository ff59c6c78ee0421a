using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>What the model gives for the row at which a cursor stands; runs once per row, when the first value is asked for.</summary>
internal sealed class OnnxRow(OnnxModel model, DataViewRow row, string[] inputNames, Func<OrtValue>[] inputs, string[] outputNames) : IDisposable
{
    private readonly RunOptions _options = new();
    private IDisposableReadOnlyCollection<OrtValue> _outputs;
    private long _position = -1;

    public OrtValue Current(string name)
    {
        if (_position != row.Position)
        {
            _outputs?.Dispose();
            _outputs = null;
            var values = new List<OrtValue>();
            try
            {
                foreach (var input in inputs)
                    values.Add(input());
                _outputs = model.Run(_options, inputNames, [.. values], outputNames);
            }
            finally
            {
                values.ForEach(value => value.Dispose());
            }

            _position = row.Position;
        }

        return _outputs[Array.IndexOf(outputNames, name)];
    }

    public void Dispose()
    {
        _outputs?.Dispose();
        _outputs = null;
        _options.Dispose();
    }
}
