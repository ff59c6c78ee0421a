using System.Buffers.Binary;
using System.Text;

namespace GanAugment.Training.Tests.Watch;

/// <summary>Reads TensorBoard event files from their published description alone; shares no code with the writer.</summary>
internal sealed record EventFileReader(double Time, long Step, string? Version, int? Session, IReadOnlyList<EventFileReader.Value> Values)
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i =>
    {
        uint crc = (uint)i;
        for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x82F63B78; // Castagnoli's polynomial, mirrored
        return crc;
    })];

    internal sealed record Value(string Tag, float? Number, (long Height, long Width, long Channels, byte[] Png)? Image, string? Text);

    public static List<EventFileReader> Read(string file)
    {
        byte[] bytes = System.IO.File.ReadAllBytes(file);
        List<EventFileReader> events = [];
        for (int at = 0; at < bytes.Length;)
        {
            int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at)));
            Assert.Equal(Masked(bytes.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 8)));
            Assert.Equal(Masked(bytes.AsSpan(at + 12, length)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 12 + length)));
            events.Add(Event(bytes.AsSpan(at + 12, length).ToArray()));
            at += 16 + length;
        }

        return events;
    }

    public static uint Masked(ReadOnlySpan<byte> data)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte b in data) crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        crc ^= 0xFFFFFFFF;
        return unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8u);
    }

    private static EventFileReader Event(byte[] message)
    {
        var fields = Fields(message).ToLookup(f => f.Number, f => f);
        double time = BitConverter.UInt64BitsToDouble(fields[1].Single().Scalar);
        int? session = fields[7].Any() ? (int)Fields(fields[7].Single().Bytes).Single(f => f.Number == 1).Scalar : null;
        Value[] values = [.. fields[5].SelectMany(s => Fields(s.Bytes)).Select(v => ValueOf(v.Bytes))];
        return new EventFileReader(time, (long)fields[2].SingleOrDefault().Scalar, Text(fields[3]), session, values);
    }

    private static Value ValueOf(byte[] message)
    {
        var fields = Fields(message).ToLookup(f => f.Number, f => f);
        float? number = fields[2].Any() ? BitConverter.UInt32BitsToSingle((uint)fields[2].Single().Scalar) : null;
        (long, long, long, byte[])? image = null;
        if (fields[4].Any())
        {
            var parts = Fields(fields[4].Single().Bytes).ToDictionary(f => f.Number);
            image = ((long)parts[1].Scalar, (long)parts[2].Scalar, (long)parts[3].Scalar, parts[4].Bytes);
        }

        string? text = null;
        if (fields[8].Any())
        {
            var plugin = Fields(Fields(fields[9].Single().Bytes).Single(f => f.Number == 1).Bytes);
            Assert.Equal("text", Encoding.UTF8.GetString(plugin.Single(f => f.Number == 1).Bytes));
            var tensor = Fields(fields[8].Single().Bytes).ToLookup(f => f.Number, f => f);
            Assert.Equal(7u, tensor[1].Single().Scalar);
            text = Text(tensor[8]);
        }

        return new Value(Text(fields[1])!, number, image, text);
    }

    private static string? Text(IEnumerable<(int Number, ulong Scalar, byte[] Bytes)> fields) =>
        fields.Select(f => Encoding.UTF8.GetString(f.Bytes)).SingleOrDefault();

    private static List<(int Number, ulong Scalar, byte[] Bytes)> Fields(byte[] message)
    {
        List<(int, ulong, byte[])> fields = [];
        for (int at = 0; at < message.Length;)
        {
            ulong tag = Varint(message, ref at);
            int number = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0: fields.Add((number, Varint(message, ref at), [])); break;
                case 1: fields.Add((number, BitConverter.ToUInt64(message, at), [])); at += 8; break;
                case 5: fields.Add((number, BitConverter.ToUInt32(message, at), [])); at += 4; break;
                case 2:
                    int length = checked((int)Varint(message, ref at));
                    fields.Add((number, 0, message[at..(at + length)]));
                    at += length;
                    break;
                default: throw new InvalidDataException($"wire type {tag & 7}");
            }
        }

        return fields;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte digit = message[at++];
            value |= (ulong)(digit & 127) << shift;
            if (digit < 128) return value;
        }
    }
}
