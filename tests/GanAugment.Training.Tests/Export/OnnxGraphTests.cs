using GanAugment.Training.Export;

namespace GanAugment.Training.Tests.Export;

public sealed class OnnxGraphTests
{
    [Fact]
    public void Messages_follow_the_protobuf_encoding()
    {
        var inner = new ProtobufMessage();
        inner.Integer(1, 150);
        var outer = new ProtobufMessage();
        outer.Message(3, inner);
        outer.Text(2, "testing");
        outer.Real(4, 1f);
        outer.Integer(16, -1);
        // The first two are the examples of the encoding's own documentation.
        Assert.Equal("1a03089601" + "120774657374696e67" + "250000803f" + "8001ffffffffffffffffff01", Convert.ToHexStringLower(Written(outer)));
        Assert.Equal(Written(outer).Length, outer.Length);
    }

    [Fact]
    public void A_model_larger_than_one_file_is_refused_before_it_is_written()
    {
        var graph = new OnnxGraph("large");
        string constant = graph.Constant(new float[1000], 1000);
        graph.Last("Identity", [constant], "image");
        graph.Output("image", 10);
        Assert.InRange(graph.ToModel([], ("test", "1"), 5000).Length, 4000, 5000);
        var error = Assert.Throws<GeneratorException>(() => graph.ToModel([], ("test", "1"), 4000));
        Assert.Contains("at most 4000", error.What);
    }

    private static byte[] Written(ProtobufMessage message)
    {
        using var stream = new MemoryStream();
        message.WriteTo(stream);
        return stream.ToArray();
    }
}
