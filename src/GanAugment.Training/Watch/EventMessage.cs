using GanAugment.Data;
using GanAugment.Training.Export;

namespace GanAugment.Training.Watch;

/// <summary>One event of a TensorBoard file: the part of its protobuf messages Event, Summary and SessionLog that this program writes.</summary>
internal static class EventMessage
{
    private const int Step = 2;

    /// <summary>The first event of every file.</summary>
    public static ProtobufMessage Version(DateTimeOffset time)
    {
        ProtobufMessage message = At(time, 0);
        message.Text(3, "brain.Event:2");
        return message;
    }

    /// <summary>Tells a TensorBoard that is watching to forget what it has read of <paramref name="step"/> and later.</summary>
    public static ProtobufMessage SessionStart(DateTimeOffset time, long step)
    {
        var session = new ProtobufMessage();
        session.Integer(1, 1); // START
        ProtobufMessage message = At(time, step);
        message.Message(7, session);
        return message;
    }

    /// <summary>Numbers, each under a tag.</summary>
    public static ProtobufMessage Scalars(DateTimeOffset time, long step, IEnumerable<(string Tag, float Value)> scalars) =>
        Summary(time, step, scalars.Select(s =>
        {
            var value = new ProtobufMessage();
            value.Text(1, s.Tag);
            value.Real(2, s.Value);
            return value;
        }));

    /// <summary>A picture.</summary>
    /// <param name="time">Now.</param>
    /// <param name="step">The step it shows.</param>
    /// <param name="tag">Its name.</param>
    /// <param name="shape">Channels and size.</param>
    /// <param name="png">The content of a .png file.</param>
    public static ProtobufMessage Image(DateTimeOffset time, long step, string tag, ImageShape shape, ReadOnlyMemory<byte> png)
    {
        var image = new ProtobufMessage();
        image.Integer(1, shape.Height);
        image.Integer(2, shape.Width);
        image.Integer(3, shape.Channels); // 1 gray, 3 RGB, 4 RGBA
        image.Bytes(4, png);
        var value = new ProtobufMessage();
        value.Text(1, tag);
        value.Message(4, image);
        return Summary(time, step, [value]);
    }

    /// <summary>A text, which TensorBoard reads as Markdown.</summary>
    public static ProtobufMessage Text(DateTimeOffset time, long step, string tag, string text)
    {
        var plugin = new ProtobufMessage();
        plugin.Text(1, "text");
        var metadata = new ProtobufMessage();
        metadata.Message(1, plugin);
        metadata.Integer(4, 2); // tensor data
        var tensor = new ProtobufMessage();
        tensor.Integer(1, 7); // strings
        tensor.Message(2, new ProtobufMessage()); // of shape []
        tensor.Text(8, text);
        var value = new ProtobufMessage();
        value.Text(1, tag);
        value.Message(9, metadata);
        value.Message(8, tensor);
        return Summary(time, step, [value]);
    }

    /// <summary>The step of an event; the format leaves 0 out.</summary>
    public static long StepOf(ReadOnlySpan<byte> message)
    {
        while (message.Length > 0)
        {
            ulong tag = Varint(ref message);
            if (tag == Step << 3) return (long)Varint(ref message);
            int skipped = (tag & 7) switch { 1 => 8, 2 => checked((int)Varint(ref message)), 5 => 4, _ => 0 };
            if ((tag & 7) == 0) Varint(ref message);
            message = message[Math.Min(skipped, message.Length)..];
        }

        return 0;
    }

    private static ProtobufMessage Summary(DateTimeOffset time, long step, IEnumerable<ProtobufMessage> values)
    {
        var summary = new ProtobufMessage();
        foreach (ProtobufMessage value in values) summary.Message(1, value);
        ProtobufMessage message = At(time, step);
        message.Message(5, summary);
        return message;
    }

    private static ProtobufMessage At(DateTimeOffset time, long step)
    {
        var message = new ProtobufMessage();
        message.Real(1, (time - DateTimeOffset.UnixEpoch).TotalSeconds);
        if (step != 0) message.Integer(Step, step);
        return message;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (int shift = 0; message.Length > 0 && shift < 64; shift += 7)
        {
            byte digit = message[0];
            message = message[1..];
            value |= (ulong)(digit & 0x7F) << shift;
            if (digit < 0x80) break;
        }

        return value;
    }
}
