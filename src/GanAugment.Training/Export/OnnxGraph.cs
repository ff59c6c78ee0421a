using System.Runtime.InteropServices;

namespace GanAugment.Training.Export;

/// <summary>An ONNX model under construction: nodes in order, constants as raw data, a free batch dimension, metadata.</summary>
/// <remarks>Field numbers are those of onnx.proto, IR version 8. Equal calls give equal bytes.</remarks>
internal sealed class OnnxGraph(string name)
{
    /// <summary>Operator set 17: what ONNX Runtime 1.12 and everything newer run.</summary>
    public const int OperatorSet = 17;

    private const int IrVersion = 8, Float = 1, Int64 = 7;

    // Readers hold a message in one buffer addressed by 32 bits; protobuf itself refuses more.
    private const long LargestFile = int.MaxValue;

    private readonly ProtobufMessage graph = Named(name);
    private readonly ProtobufMessage initializers = new();
    private readonly ProtobufMessage inputs = new();
    private readonly ProtobufMessage outputs = new();
    private int nodes;
    private int constants;

    /// <summary>Declares a float input [N, <paramref name="shape"/>] and returns its name.</summary>
    public string Input(string name, params ReadOnlySpan<long> shape)
    {
        inputs.Message(11, FreeBatch(name, shape));
        return name;
    }

    /// <summary>Declares a float output [N, <paramref name="shape"/>]; some node must write <paramref name="name"/>.</summary>
    public void Output(string name, params ReadOnlySpan<long> shape) => outputs.Message(12, FreeBatch(name, shape));

    /// <summary>Adds a float constant and returns its name.</summary>
    public string Constant(float[] values, params ReadOnlySpan<long> shape) => Constant(MemoryOf(values), Float, shape);

    /// <summary>Adds a vector of whole numbers and returns its name.</summary>
    public string Constant(params long[] values) => Constant(MemoryOf(values), Int64, [values.Length]);

    /// <summary>Adds an operator with one result and returns the result's name.</summary>
    /// <param name="type">The operator, for example <c>Conv</c>.</param>
    /// <param name="inputs">Names of what it reads; an empty name leaves an optional input out.</param>
    /// <param name="attributes">Values are long, float, string or long[].</param>
    public string Node(string type, string[] inputs, params (string Name, object Value)[] attributes) => Nodes(type, inputs, 1, attributes)[0];

    /// <summary>Adds an operator with several results and returns their names.</summary>
    public string[] Nodes(string type, string[] inputs, int results, params (string Name, object Value)[] attributes)
    {
        string label = $"{type}_{nodes++}";
        string[] names = [.. Enumerable.Range(0, results).Select(i => results == 1 ? label : $"{label}.{i}")];
        Add(type, label, inputs, names, attributes);
        return names;
    }

    /// <summary>Adds an operator that writes an output of the graph.</summary>
    public void Last(string type, string[] inputs, string output) => Add(type, $"{type}_{nodes++}", inputs, [output], []);

    /// <summary>The file.</summary>
    /// <param name="metadata">Key and value of every metadata entry, in this order.</param>
    /// <param name="producer">Name and version of the program.</param>
    /// <param name="limit">The largest file in bytes.</param>
    /// <exception cref="GeneratorException">The model is too large for one file.</exception>
    public ProtobufMessage ToModel(IEnumerable<(string Key, string Value)> metadata, (string Name, string Version) producer, long limit = LargestFile)
    {
        var whole = new ProtobufMessage();
        whole.Integer(1, IrVersion);
        whole.Text(2, producer.Name);
        whole.Text(3, producer.Version);
        whole.Message(7, Joined(graph, initializers, inputs, outputs));
        var operators = new ProtobufMessage();
        operators.Integer(2, OperatorSet);
        whole.Message(8, operators);
        foreach (var (key, value) in metadata)
        {
            var entry = new ProtobufMessage();
            entry.Text(1, key);
            entry.Text(2, value);
            whole.Message(14, entry);
        }

        if (whole.Length > limit)
            throw new GeneratorException($"The {name} would take {whole.Length} bytes, but one ONNX file holds at most {limit}.",
                "The weights are the network's.", "Train a narrower network.");
        return whole;
    }

    private string Constant(ReadOnlyMemory<byte> raw, int elementType, ReadOnlySpan<long> shape)
    {
        string label = $"constant_{constants++}";
        var tensor = new ProtobufMessage();
        foreach (long size in shape) tensor.Integer(1, size);
        tensor.Integer(2, elementType);
        tensor.Text(8, label);
        tensor.Bytes(9, raw);
        initializers.Message(5, tensor);
        return label;
    }

    private void Add(string type, string label, string[] inputs, string[] outputs, (string Name, object Value)[] attributes)
    {
        var node = new ProtobufMessage();
        foreach (string input in inputs) node.Text(1, input);
        foreach (string output in outputs) node.Text(2, output);
        node.Text(3, label);
        node.Text(4, type);
        foreach (var (name, value) in attributes) node.Message(5, Attribute(name, value));
        graph.Message(1, node);
    }

    private static ProtobufMessage Attribute(string name, object value)
    {
        var attribute = new ProtobufMessage();
        attribute.Text(1, name);
        switch (value)
        {
            case float real:
                attribute.Real(2, real);
                attribute.Integer(20, 1);
                break;
            case int or long:
                attribute.Integer(3, Convert.ToInt64(value));
                attribute.Integer(20, 2);
                break;
            case string text:
                attribute.Text(4, text);
                attribute.Integer(20, 3);
                break;
            case long[] numbers:
                foreach (long number in numbers) attribute.Integer(8, number);
                attribute.Integer(20, 7);
                break;
            default: throw new ArgumentException($"{value.GetType().Name} is no kind of attribute.", nameof(value));
        }

        return attribute;
    }

    private static ProtobufMessage FreeBatch(string name, ReadOnlySpan<long> shape)
    {
        var sizes = new ProtobufMessage();
        var batch = new ProtobufMessage();
        batch.Text(2, "N");
        sizes.Message(1, batch);
        foreach (long size in shape)
        {
            var dimension = new ProtobufMessage();
            dimension.Integer(1, size);
            sizes.Message(1, dimension);
        }

        var tensor = new ProtobufMessage();
        tensor.Integer(1, Float);
        tensor.Message(2, sizes);
        var type = new ProtobufMessage();
        type.Message(1, tensor);
        var value = new ProtobufMessage();
        value.Text(1, name);
        value.Message(2, type);
        return value;
    }

    private static ProtobufMessage Named(string name)
    {
        var message = new ProtobufMessage();
        message.Text(2, name);
        return message;
    }

    private static ProtobufMessage Joined(params ReadOnlySpan<ProtobufMessage> parts)
    {
        var whole = new ProtobufMessage();
        foreach (ProtobufMessage part in parts) whole.Append(part);
        return whole;
    }

    // ONNX raw data is little-endian, as is every processor that .NET and libtorch both run on.
    private static byte[] MemoryOf<T>(T[] values) where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
