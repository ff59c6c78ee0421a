using System.Text;
using GanAugment.Training.Import;
using GanAugment.Training.Import.Pickle;
using static GanAugment.Training.Tests.Import.TorchFile;

namespace GanAugment.Training.Tests.Import;

public sealed class CheckpointFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<bool> BothContainers => [false, true];

    [Theory]
    [MemberData(nameof(BothContainers))]
    public void Tensors_of_shared_storages_with_starts_and_strides(bool zip)
    {
        var file = new TorchFile();
        string shared = file.Storage(Floats(0, 1, 2, 3, 4, 5, 6, 7), 4);
        byte[] content = Ordered(
            ("whole", Tensor("FloatStorage", shared, 8, 0, [2, 4], [4, 1])),
            ("transposed", Tensor("FloatStorage", shared, 8, 0, [4, 2], [1, 4])),
            ("middle", Tensor("FloatStorage", shared, 8, 5, [2], [1])),
            ("scalar", Tensor("FloatStorage", shared, 8, 3, [], [])),
            ("nothing", Tensor("FloatStorage", shared, 8, 8, [0, 3], [3, 1])),
            ("columns", Tensor("FloatStorage", shared, 8, 1, [2, 2], [4, 2])));
        using TensorTable table = Open(file, content, zip);
        Assert.Equal(["whole", "transposed", "middle", "scalar", "nothing", "columns"], table.Names);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], table.Read("whole"));
        Assert.Equal([0, 4, 1, 5, 2, 6, 3, 7], table.Read("transposed"));
        Assert.Equal([5, 6], table.Read("middle"));
        Assert.Equal([3], table.Read("scalar"));
        Assert.Empty(table.Read("nothing"));
        Assert.Equal([1, 3, 5, 7], table.Read("columns"));
        Assert.Equal([4, 2], table.ShapeOf("transposed")!);
        Assert.Null(table.ShapeOf("absent"));
    }

    [Theory]
    [MemberData(nameof(BothContainers))]
    public void Numbers_of_every_kind_become_floats(bool zip)
    {
        (string Kind, byte[] Bytes, int Size)[] kinds =
        [
            ("FloatStorage", Floats(1.5f, -2), 4),
            ("HalfStorage", [.. BitConverter.GetBytes((Half)1.5f), .. BitConverter.GetBytes((Half)(-2))], 2),
            ("BFloat16Storage", [0xc0, 0x3f, 0x00, 0xc0], 2),
            ("DoubleStorage", [.. BitConverter.GetBytes(1.5), .. BitConverter.GetBytes(-2.0)], 8),
            ("LongStorage", [.. Long(7), .. Long(-2)], 8),
            ("IntStorage", [.. Int(7), .. Int(-2)], 4),
            ("ShortStorage", [.. Short(7), .. Short(-2)], 2),
            ("CharStorage", [7, 0xfe], 1),
            ("ByteStorage", [7, 0xfe], 1),
            ("BoolStorage", [1, 0], 1),
        ];
        var file = new TorchFile();
        (string, byte[])[] entries = [.. kinds.Select(k => (k.Kind, Tensor(k.Kind, file.Storage(k.Bytes, k.Size), 2, 0, [2], [1])))];
        using TensorTable table = Open(file, Ordered(entries), zip);
        foreach (string kind in (string[])["FloatStorage", "HalfStorage", "BFloat16Storage", "DoubleStorage"]) Assert.Equal([1.5f, -2], table.Read(kind));
        foreach (string kind in (string[])["LongStorage", "IntStorage", "ShortStorage", "CharStorage"]) Assert.Equal([7, -2], table.Read(kind));
        Assert.Equal([7, 254], table.Read("ByteStorage"));
        Assert.Equal([1, 0], table.Read("BoolStorage"));
    }

    [Theory]
    [MemberData(nameof(BothContainers))]
    public void Tensors_saved_on_a_GPU_and_parameters(bool zip)
    {
        var file = new TorchFile();
        string key = file.Storage(Floats(3, 4), 4);
        byte[] tensor = Tensor("FloatStorage", key, 2, 0, [2], [1], "cuda:0", "torch.cuda");
        byte[] parameter = [.. Global("torch._utils", "_rebuild_parameter"), (byte)'(', .. tensor, 0x88, .. Ordered(), (byte)'t', (byte)'R'];
        using TensorTable table = Open(file, Ordered(("weight", parameter)), zip);
        Assert.Equal([3, 4], table.Read("weight"));
    }

    [Theory]
    [MemberData(nameof(BothContainers))]
    public void Counters_beside_the_tensors_are_passed_over_and_wrapped_names_unwrapped(bool zip)
    {
        var file = new TorchFile();
        byte[] tensor = Tensor("FloatStorage", file.Storage(Floats(1), 4), 1, 0, [1], [1]);
        byte[] inner = [.. Ordered(("module.a.weight", tensor)), (byte)'}', .. Text("_metadata"), .. Ordered(), (byte)'s', (byte)'b'];
        using TensorTable table = Open(file, Ordered(("epoch", Number(3)), ("best", [(byte)'N']), ("state_dict", inner)), zip);
        Assert.Equal(["a.weight"], table.Names);
    }

    [Theory]
    [InlineData("os", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("numpy.core.multiarray", "scalar")]
    [InlineData("torch", "load")]
    [InlineData("torch.cuda", "FloatTensor")]
    [InlineData("torch._utils", "_rebuild_qtensor")]
    public void Python_code_is_refused_by_its_name(string module, string name)
    {
        byte[] content = [.. Global(module, name), (byte)'(', .. Text("echo harm"), (byte)'t', (byte)'R'];
        foreach (bool zip in (bool[])[false, true])
            Assert.Contains($"'{module}.{name}'", Fails(new TorchFile(), content, zip));
    }

    [Fact]
    public void Instructions_that_could_make_objects_are_refused_by_their_code()
    {
        foreach (byte code in (byte[])[.. "iopPIFLVSg"u8, 0x81, 0x82, 0x92, 0x97])
        {
            string error = Fails(new TorchFile(), [(byte)'(', code, (byte)'x', (byte)'\n'], zip: false);
            Assert.Contains(code < 0x80 ? $"'{(char)code}'" : $"0x{code:x2}", error);
        }
    }

    [Fact]
    public void A_state_that_would_change_an_object_is_refused()
    {
        Assert.Contains("state of its own", Fails(new TorchFile(), [.. Text("a"), (byte)'}', (byte)'b'], zip: false));
        Assert.Contains("no function", Fails(new TorchFile(), [.. Text("a"), (byte)')', (byte)'R'], zip: false));
        Assert.Contains("'module'", Fails(new TorchFile(), [(byte)'(', .. Text("module"), (byte)'t', (byte)'Q'], zip: false));
    }

    [Fact]
    public void Claims_beyond_the_file_are_refused_before_anything_is_allocated()
    {
        const long Huge = 1L << 40;
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (bool zip in (bool[])[false, true])
        {
            Assert.Contains("claims", Fails(TwoNumbers(), Tensor("FloatStorage", "0", Huge, 0, [Huge], [1]), zip));
            Assert.Contains("reaches beyond", Fails(TwoNumbers(), Tensor("FloatStorage", "0", 2, 0, [Huge], [1]), zip));
            Assert.Contains("claims", Fails(TwoNumbers(), Tensor("FloatStorage", "0", 2, 0, [Huge], [0]), zip));
            Assert.Contains("reaches beyond", Fails(TwoNumbers(), Tensor("FloatStorage", "0", 2, 1, [2], [1]), zip));
            Assert.Contains("larger than its file", Fails(TwoNumbers(), Tensor("FloatStorage", "0", 2, 0, [Huge, Huge], [0, 0]), zip));
            Assert.Contains("stride -1", Fails(TwoNumbers(), Tensor("FloatStorage", "0", 2, 1, [2], [-1]), zip));
            Assert.Contains("dimensions", Fails(TwoNumbers(), Tensor("FloatStorage", "0", 2, 0, new long[17], new long[17]), zip));
            Assert.Contains("table of contents says", Fails(TwoNumbers(), Tensor("FloatStorage", "0", 1, 0, [1], [1]), zip));
            Assert.Contains("string of 2147483647 bytes", Fails(TwoNumbers(), [(byte)'X', 0xff, 0xff, 0xff, 0x7f], zip));
            Assert.Contains("remembers thing number", Fails(TwoNumbers(), [(byte)'N', (byte)'r', 0xff, 0xff, 0xff, 0x7f], zip));
            Assert.Contains("takes what it never put down", Fails(TwoNumbers(), [(byte)'t'], zip));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    [Fact]
    public void Many_tensors_of_one_storage_cannot_claim_more_numbers_than_the_file_has_bytes()
    {
        var file = new TorchFile();
        string key = file.Storage(new byte[40000], 4);
        byte[] tensor = Tensor("FloatStorage", key, 10000, 0, [10000], [1]);
        // Remembered once, repeated by two bytes.
        byte[] again = [(byte)'h', 1];
        (string, byte[])[] entries = [("first", [.. tensor, (byte)'q', 1]), .. Enumerable.Range(0, 100).Select(i => ($"again {i}", again))];
        Assert.Contains("numbers, but it has", Fails(file, Ordered(entries), zip: true, open: true));
    }

    [Fact]
    public void A_table_of_contents_without_end_is_refused_in_time()
    {
        byte[] endless = [.. Enumerable.Repeat((byte)'N', 3 << 20)];
        Assert.Contains("instructions", Fails(new TorchFile(), endless, zip: false));
        // One long list, copied into a dictionary again and again.
        byte[] pair = [(byte)'N', (byte)'N', 0x86];
        byte[] copies =
        [
            (byte)']', (byte)'q', 1, (byte)'(', .. Enumerable.Repeat(pair, 1000).SelectMany(p => p), (byte)'e', (byte)'0',
            .. Enumerable.Repeat((byte[])[.. Global("collections", "OrderedDict"), (byte)'h', 1, 0x85, (byte)'R', (byte)'0'], 2000).SelectMany(c => c),
        ];
        Assert.Contains("instructions", Fails(new TorchFile(), copies, zip: false));
    }

    [Fact]
    public void Files_of_another_kind_are_named()
    {
        Assert.Contains("Git LFS", FailsToOpen(Encoding.ASCII.GetBytes("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 7\n")));
        Assert.Contains("no checkpoint", FailsToOpen([]));
        Assert.Contains("no checkpoint", FailsToOpen(Encoding.ASCII.GetBytes("<html><body>404")));
        Assert.Contains("archive without an end", FailsToOpen([.. "PK\u0003\u0004"u8, .. new byte[60]]));
        Assert.Contains("cannot be opened", Assert.Throws<GeneratorException>(() => CheckpointFile.Open(folder["absent.pth"])).Message);
        Assert.Contains("no dictionary", Fails(new TorchFile(), Text("hello"), zip: false, open: true));
        Assert.Contains("'G', 'D'", Fails(new TorchFile(), Ordered(("G", Ordered()), ("D", Ordered())), zip: false, open: true));
    }

    [Fact]
    public void A_name_in_an_archive_is_never_a_path()
    {
        var file = new TorchFile();
        byte[] content = Ordered(("a", Tensor("FloatStorage", "../../../../etc/passwd", 1, 0, [1], [1])));
        Assert.Contains("etc/passwd' has 0 bytes", Fails(file, content, zip: true));
    }

    [Fact]
    public void Compressed_archives_are_refused()
    {
        byte[] archive = new TorchFile().Zip(Pickle(Ordered()));
        int central = archive.AsSpan().IndexOf("PK\u0001\u0002"u8);
        archive[central + 10] = 8;
        Assert.Contains("compressed", FailsToOpen(archive));
    }

    public void Dispose() => folder.Dispose();

    private static TorchFile TwoNumbers()
    {
        var file = new TorchFile();
        file.Storage(Floats(1, 2), 4);
        return file;
    }

    private string Write(byte[] content)
    {
        string path = folder["file.pth"];
        File.WriteAllBytes(path, content);
        return path;
    }

    private TensorTable Open(TorchFile file, byte[] content, bool zip) =>
        CheckpointFile.Open(Write(zip ? file.Zip(Pickle(content)) : file.Legacy(Pickle(content))));

    private string Fails(TorchFile file, byte[] content, bool zip, bool open = false)
    {
        string path = Write(zip ? file.Zip(Pickle(content)) : file.Legacy(Pickle(content)));
        using FileStream stream = File.OpenRead(path);
        return Assert.Throws<GeneratorException>(() =>
        {
            if (open) CheckpointFile.Open(path).Dispose();
            else CheckpointFile.ReadObject(stream);
        }).Message;
    }

    private string FailsToOpen(byte[] content) => Assert.Throws<GeneratorException>(() => CheckpointFile.Open(Write(content))).Message;
}
