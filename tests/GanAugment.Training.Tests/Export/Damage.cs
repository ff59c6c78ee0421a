namespace GanAugment.Training.Tests.Export;

/// <summary>Makes another model of an ONNX file, which still is one.</summary>
internal static class Damage
{
    private const int Graph = 7, Initializer = 5, RawData = 9; // of ModelProto, GraphProto and TensorProto

    /// <summary>Zeroes in the middle of the file's largest tensor.</summary>
    public static void Do(string path)
    {
        byte[] content = File.ReadAllBytes(path);
        var (start, length) = Parts(content, 0, content.Length, Graph)
            .SelectMany(graph => Parts(content, graph.Start, graph.Length, Initializer))
            .SelectMany(tensor => Parts(content, tensor.Start, tensor.Length, RawData)).MaxBy(data => data.Length);
        content.AsSpan(start + length / 4, length / 2).Clear();
        File.WriteAllBytes(path, content);
    }

    // The parts of a message that are of one field, each with a length before it.
    private static IEnumerable<(int Start, int Length)> Parts(byte[] content, int start, int length, int field)
    {
        for (int at = start; at < start + length;)
        {
            int tag = Number(), value = (tag & 7) switch { 0 => Number() * 0, 1 => 8, 5 => 4, _ => Number() };
            if (tag >> 3 == field && (tag & 7) == 2) yield return (at, value);
            at += value;

            int Number()
            {
                long number = 0;
                for (int shift = 0; ; shift += 7)
                {
                    number |= (long)(content[at] & 0x7F) << shift;
                    if (content[at++] < 0x80) return (int)number;
                }
            }
        }
    }
}
