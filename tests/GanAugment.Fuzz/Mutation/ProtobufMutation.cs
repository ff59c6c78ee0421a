using System.Text;

namespace GanAugment.Fuzz.Mutation;

/// <summary>Changes of protobuf messages of any kind: fields that are missing, doubled, exchanged, of other numbers, sizes and texts; lengths stay right.</summary>
internal static class ProtobufMutation
{
    private const int Varint = 0, Wide = 1, Delimited = 2, Narrow = 5;

    private static readonly string[] Texts =
    [
        "", "Loop", "If", "Scan", "ConstantOfShape", "Expand", "Range", "Tile", "Gather", "Cast", "Shape", "z", "y", "image", "a", "../../escaped", "/etc/passwd",
        "a\0b", "location", new string('n', 5000), "ai.onnx.ml", "com.microsoft",
    ];

    /// <summary>The message, changed one to three times.</summary>
    public static byte[] Of(byte[] right, Random random)
    {
        byte[] bytes = right;
        for (int times = random.Next(1, 4); times > 0; times--) bytes = Change(bytes, random, depth: 0);
        return bytes;
    }

    /// <summary>An ONNX model with one more entry of metadata_props.</summary>
    public static byte[] WithMetadata(byte[] model, string key, byte[] value) =>
    [
        .. model,
        .. Bytes(new Field(14, Delimited, 0, [.. Bytes(new Field(1, Delimited, 0, Encoding.UTF8.GetBytes(key))), .. Bytes(new Field(2, Delimited, 0, value))])),
    ];

    private static byte[] Change(byte[] message, Random random, int depth)
    {
        if (Parse(message) is not { Count: > 0 } fields) return ByteMutation.Of(message, random);
        int at = random.Next(fields.Count);
        Field field = fields[at];
        switch (random.Next(12))
        {
            case 0: fields.RemoveAt(at); break;
            case 1: fields.Insert(random.Next(fields.Count), field); break;
            case 2: (fields[at], fields[0]) = (fields[0], field); break;
            case 3: fields[at] = field with { Number = random.Next(1, 32) }; break;
            case 4 when field.Kind == Delimited: fields[at] = field with { Content = Encoding.UTF8.GetBytes(Texts[random.Next(Texts.Length)]) }; break;
            // A tensor whose values lie in another file: data_location EXTERNAL, external_data location.
            case 5 when field.Kind == Delimited && depth == 1: fields[at] = field with { Content = [.. field.Content, .. External(random)] }; break;
            default:
                fields[at] = field.Kind switch
                {
                    Varint => field with { Value = (ulong)new Dice(random).Number((long)field.Value, 1) },
                    Delimited => field with { Content = depth < 8 ? Change(field.Content, random, depth + 1) : ByteMutation.Of(field.Content, random) },
                    _ => field with { Content = ByteMutation.Of(field.Content, random) },
                };
                break;
        }

        return [.. fields.SelectMany(Bytes)];
    }

    private static byte[] External(Random random)
    {
        string location = new[] { "../../escaped", "/etc/passwd", "weights.bin", "", "../in/generator.onnx", "/dev/zero" }[random.Next(6)];
        byte[] Entry(string key, string value) => Bytes(new Field(13, Delimited, 0,
            [.. Bytes(new Field(1, Delimited, 0, Encoding.UTF8.GetBytes(key))), .. Bytes(new Field(2, Delimited, 0, Encoding.UTF8.GetBytes(value)))]));
        return [.. Entry("location", location), .. Entry("length", "1000000000"), .. Bytes(new Field(14, Varint, 1, []))];
    }

    private static List<Field>? Parse(byte[] message)
    {
        var fields = new List<Field>();
        for (int at = 0; at < message.Length;)
        {
            if (!Read(message, ref at, out ulong key)) return null;
            int number = (int)(key >> 3), kind = (int)(key & 7);
            if (number is < 1 or > 1000) return null;
            ulong value = 0;
            int length = kind switch { Varint => 0, Wide => 8, Narrow => 4, _ => -1 };
            if (kind is Varint or Delimited && !Read(message, ref at, out value)) return null;
            if (kind == Delimited) length = value <= (ulong)(message.Length - at) ? (int)value : -1;
            if (length < 0 || length > message.Length - at) return null;
            fields.Add(new Field(number, kind, value, message[at..(at + length)]));
            at += length;
        }

        return fields;
    }

    private static bool Read(byte[] bytes, ref int at, out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 64 && at < bytes.Length; shift += 7)
        {
            byte b = bytes[at++];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80) return true;
        }

        return false;
    }

    private static byte[] Bytes(Field field) => field.Kind switch
    {
        Varint => [.. Number((ulong)field.Number << 3), .. Number(field.Value)],
        Delimited => [.. Number((ulong)field.Number << 3 | Delimited), .. Number((ulong)field.Content.Length), .. field.Content],
        _ => [.. Number((ulong)field.Number << 3 | (uint)field.Kind), .. field.Content],
    };

    private static byte[] Number(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 128; value >>= 7) bytes.Add((byte)(value | 128));
        return [.. bytes, (byte)value];
    }

    private sealed record Field(int Number, int Kind, ulong Value, byte[] Content);
}
