using System.Text;

namespace GanAugment.Training.Export;

/// <summary>Writes the pickle of a state dict of float tensors, each with a storage of its own, as <c>torch.save</c> does in protocol 2.</summary>
internal sealed class PickleWriter
{
    private readonly MemoryStream stream = new();

    /// <summary>The pickle.</summary>
    /// <param name="tensors">Names and shapes; tensor i lies in storage i.</param>
    public static byte[] StateDict(IReadOnlyList<(string Name, long[] Shape)> tensors)
    {
        var writer = new PickleWriter();
        writer.Codes(0x80, 2);
        writer.Ordered();
        writer.Code('(');
        for (int i = 0; i < tensors.Count; i++)
        {
            writer.Text(tensors[i].Name);
            writer.Tensor($"{i}", tensors[i].Shape);
        }

        writer.Code('u');
        writer.Code('.');
        return writer.stream.ToArray();
    }

    private void Tensor(string key, long[] shape)
    {
        long count = shape.Aggregate(1L, (product, size) => checked(product * size));
        Global("torch._utils", "_rebuild_tensor_v2");
        Code('(');
        // The storage is a persistent id, found by its key.
        Code('(');
        Text("storage");
        Global("torch", "FloatStorage");
        Text(key);
        Text("cpu");
        Number(count);
        Code('t');
        Code('Q');
        Number(0);
        Tuple(shape);
        Tuple(Import.StoredTensor.ContiguousStrides(shape));
        Codes(0x89); // No gradient.
        Ordered(); // No hooks.
        Code('t');
        Code('R');
    }

    private void Ordered()
    {
        Global("collections", "OrderedDict");
        Code(')');
        Code('R');
    }

    private void Tuple(long[] values)
    {
        Code('(');
        foreach (long value in values) Number(value);
        Code('t');
    }

    private void Number(long value)
    {
        if (value is < 0 or > int.MaxValue) throw new ArgumentOutOfRangeException(nameof(value), value, "A size is from 0 to 2³¹ − 1.");
        Code('J');
        stream.Write(BitConverter.GetBytes((int)value));
    }

    private void Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Code('X');
        stream.Write(BitConverter.GetBytes(bytes.Length));
        stream.Write(bytes);
    }

    private void Global(string module, string name)
    {
        Code('c');
        stream.Write(Encoding.ASCII.GetBytes($"{module}\n{name}\n"));
    }

    private void Code(char code) => stream.WriteByte((byte)code);

    private void Codes(params ReadOnlySpan<byte> codes) => stream.Write(codes);
}
