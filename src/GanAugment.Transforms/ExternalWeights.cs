using System.Text;

namespace GanAugment.Transforms;

/// <summary>Weights that an ONNX file keeps in other files: they lie in its folder, or the file is refused.</summary>
/// <remarks>ONNX Runtime before 1.24 reads whatever file a model names, wherever it lies. Read before a session is made, without reading any weights.</remarks>
internal static class ExternalWeights
{
    private const int ExternalData = 13; // of TensorProto
    private const int LongestLocation = 4096, DeepestNesting = 64;

    // Messages on the way to tensors, by field number: ModelProto's graph and functions, GraphProto's nodes and initializers, and so on.
    private enum Kind { Model, Graph, Function, Node, Attribute, Tensor, SparseTensor, Entry }

    /// <summary>Checks a file; what is no ONNX file at all is left to ONNX Runtime to refuse.</summary>
    /// <exception cref="GeneratorException">It names a file outside its folder.</exception>
    public static void Check(string path, string role)
    {
        if (!File.Exists(path)) return;
        using FileStream file = File.OpenRead(path);
        Check(file, $"The file is '{path}'.", role);
    }

    /// <summary>Checks a model in memory, whose other files would be read from the current folder.</summary>
    /// <exception cref="GeneratorException">It names a file outside that folder.</exception>
    public static void Check(byte[] model, string origin, string role)
    {
        using var stream = new MemoryStream(model, writable: false);
        Check(stream, $"The model is {origin}.", role);
    }

    private static void Check(Stream model, string where, string role)
    {
        string? outside;
        try
        {
            outside = Outside(model, model.Length, Kind.Model, 0);
        }
        catch (EndOfStreamException)
        {
            return;
        }

        if (outside is not null)
            throw new GeneratorException($"The {role} keeps weights in '{Shown(outside)}', which is not in its folder.", where,
                "Use models from sources you trust, and keep their weights beside them.");
    }

    private static string? Outside(Stream model, long end, Kind kind, int depth)
    {
        if (depth > DeepestNesting) return null; // ONNX Runtime's own parser refuses it
        bool isLocation = false;
        while (model.Position < end)
        {
            ulong tag = Number(model);
            int field = (int)Math.Min(tag >> 3, int.MaxValue);
            switch (tag & 7)
            {
                case 0:
                    Number(model);
                    continue;
                case 1:
                    model.Seek(8, SeekOrigin.Current);
                    continue;
                case 5:
                    model.Seek(4, SeekOrigin.Current);
                    continue;
                case 2:
                    break;
                default:
                    throw new EndOfStreamException();
            }

            long length = (long)Math.Min(Number(model), long.MaxValue / 2), next = model.Position + length;
            if (next > end) throw new EndOfStreamException();
            if (kind == Kind.Entry && field is 1 or 2)
            {
                string text = length > LongestLocation ? "" : Text(model, (int)length);
                if (field == 1) isLocation = text == "location";
                else if (isLocation && (length > LongestLocation || IsOutside(text))) return text;
            }
            else if (Inner(kind, field) is { } inner && Outside(model, next, inner, depth + 1) is { } found)
            {
                return found;
            }

            model.Position = next;
        }

        return null;
    }

    private static Kind? Inner(Kind kind, int field) => (kind, field) switch
    {
        (Kind.Model, 7) => Kind.Graph,
        (Kind.Model, 25) => Kind.Function,
        (Kind.Function, 7) or (Kind.Graph, 1) => Kind.Node,
        (Kind.Graph, 5) or (Kind.Attribute, 5 or 10) or (Kind.SparseTensor, 1 or 2) => Kind.Tensor,
        (Kind.Graph, 15) or (Kind.Attribute, 22 or 23) => Kind.SparseTensor,
        (Kind.Node, 5) => Kind.Attribute,
        (Kind.Attribute, 6 or 11) => Kind.Graph,
        (Kind.Tensor, ExternalData) => Kind.Entry,
        _ => null,
    };

    private static bool IsOutside(string location) =>
        Path.IsPathRooted(location) || location.StartsWith('\\') || location.Contains(':') || location.Split('/', '\\').Contains("..");

    private static string Shown(string location) => location.Length > 0 ? string.Concat(location.Take(200)).ReplaceLineEndings(" ") : "a file of a very long name";

    private static string Text(Stream model, int length)
    {
        var bytes = new byte[length];
        model.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    private static ulong Number(Stream model)
    {
        ulong number = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            int next = model.ReadByte();
            if (next < 0) throw new EndOfStreamException();
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return number;
        }

        throw new EndOfStreamException();
    }
}
