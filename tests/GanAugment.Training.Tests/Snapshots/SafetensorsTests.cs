using System.Text;
using GanAugment.Training.Snapshots;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Snapshots;

public class SafetensorsTests
{
    [Fact]
    public void Tensors_come_back_with_names_shapes_and_bits()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        (string, Tensor)[] tensors = [("b", tensor(new float[] { 1, float.NaN, -0f, float.MaxValue, 5, 6 }, [2, 3]).t()), ("a", tensor(3f)), ("empty",
            zeros(0, 4))];
        File.WriteAllBytes(folder["x"], Safetensors.Encode(tensors));
        var read = Safetensors.Read(folder["x"]);
        Assert.Equal(["a", "b", "empty"], read.Keys.Order());
        Assert.Equal([3, 2], read["b"].Shape);
        Assert.Equal([1, float.MaxValue, float.NaN, 5, -0f, 6], read["b"].Values);
        Assert.Equal([], read["a"].Shape);
        Assert.Equal([0, 4], read["empty"].Shape);
    }

    [Theory]
    [InlineData("F16", 2, new byte[] { 0x00, 0x3e, 0x00, 0xc0 })]
    [InlineData("BF16", 2, new byte[] { 0xc0, 0x3f, 0x00, 0xc0 })]
    [InlineData("F64", 8, new byte[] { 0, 0, 0, 0, 0, 0, 0xf8, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0xc0 })]
    public void Numbers_of_other_precision_become_floats(string kind, int size, byte[] values)
    {
        using var folder = new TemporaryFolder();
        byte[] header = Encoding.UTF8.GetBytes($$$"""{"a":{"dtype":"{{{kind}}}","shape":[2],"data_offsets":[0,{{{2 * size}}}]}}""");
        File.WriteAllBytes(folder["x"], [.. BitConverter.GetBytes((long)header.Length), .. header, .. values]);
        Assert.Equal([1.5f, -2], Safetensors.Read(folder["x"])["a"].Values);
    }

    [Fact]
    public void Tensors_that_share_their_bytes_cannot_claim_more_than_the_file()
    {
        string[] entries = [.. Enumerable.Range(0, 100).Select(i => $$$"""  "{{{i}}}":{"dtype":"U8","shape":[9000],"data_offsets":[0,9000]} """)];
        byte[] header = Encoding.UTF8.GetBytes("{" + string.Join(',', entries) + "}");
        AssertRefused([.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[9000]], "claim 900000 numbers");
    }

    [Theory]
    [InlineData("", "too short")]
    [InlineData("12345678", "header does not fit")]
    [InlineData("\u0002\0\0\0\0\0\0\0no", "header cannot be read")]
    [InlineData("\u0002\0\0\0\0\0\0\0[]", "header cannot be read")]
    public void Files_that_are_no_safetensors_are_refused(string content, string expected) => AssertRefused(Encoding.Latin1.GetBytes(content), expected);

    [Theory]
    [InlineData("""{"a":{"dtype":"C64","shape":[1],"data_offsets":[0,4]}}""", "of the kind C64")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "outside")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "outside")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "reaches beyond")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}""", "header cannot be read")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", "header cannot be read")]
    public void Tables_of_contents_that_lie_are_refused(string header, string expected)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        AssertRefused([.. BitConverter.GetBytes((long)text.Length), .. text, 0, 0, 0, 0], expected);
    }

    private static void AssertRefused(byte[] content, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["x"], content);
        Assert.Contains(expected, Assert.Throws<GeneratorException>(() => Safetensors.Read(folder["x"])).Message);
    }
}
