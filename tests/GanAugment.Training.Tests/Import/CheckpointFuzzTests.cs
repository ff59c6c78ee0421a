using System.Text;
using GanAugment.Training.Import;
using static GanAugment.Training.Tests.Import.TorchFile;

namespace GanAugment.Training.Tests.Import;

/// <summary>Damaged files of every container: each is read or refused, in time and in memory of the file's order.</summary>
public sealed class CheckpointFuzzTests : IDisposable
{
    private const int Mutations = 600;

    // What an attempt may allocate: the buffers of one reader and its error.
    private const long Allowance = 2 << 20;

    private static readonly byte[] Telling = [0, 1, 2, 3, 0x7f, 0x80, 0xff, (byte)'(', (byte)'.', (byte)'R', (byte)'Q', (byte)'b', (byte)'c', (byte)'t',
        (byte)'u', 0x8a, 0x95];

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_legacy_container() => Survives(Content(out byte[] pickle).Legacy(pickle), 1);

    [Fact]
    public void The_zip_container() => Survives(Content(out byte[] pickle).Zip(pickle), 2);

    [Fact]
    public void Safetensors()
    {
        byte[] header = Encoding.ASCII.GetBytes(
            """{"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"b":{"dtype":"F16","shape":[4],"data_offsets":[24,32]}}""");
        Survives([.. Long(header.Length), .. header, .. new byte[32]], 3);
    }

    public void Dispose() => folder.Dispose();

    private static TorchFile Content(out byte[] pickle)
    {
        var file = new TorchFile();
        string a = file.Storage(Floats(1, 2, 3, 4, 5, 6), 4), b = file.Storage([.. Long(9)], 8);
        pickle = Pickle(
        [
            .. Ordered(("weight", Tensor("FloatStorage", a, 6, 0, [2, 3], [3, 1])), ("turned", Tensor("FloatStorage", a, 6, 0, [3, 2], [1, 3])),
                ("num_batches_tracked", Tensor("LongStorage", b, 1, 0, [], []))),
            (byte)'q', 5, (byte)'}', .. Text("_metadata"), .. Ordered(), (byte)'s', (byte)'b',
        ]);
        return file;
    }

    private void Survives(byte[] valid, int seed)
    {
        string path = folder["file"];
        Assert.True(Reads(path, valid));
        var random = new Random(seed);
        int read = 0;
        for (int i = 0; i < Mutations; i++) read += Reads(path, Mutated(valid, random)) ? 1 : 0;
        // Some mutations hit numbers only; if nothing or everything were read, the test would test nothing.
        Assert.InRange(read, 1, Mutations * 3 / 4);
    }

    private static bool Reads(string path, byte[] content)
    {
        File.WriteAllBytes(path, content);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        bool read = false;
        try
        {
            using TensorTable table = CheckpointFile.Open(path);
            foreach (string name in table.Names) table.Read(name);
            read = true;
        }
        catch (GeneratorException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            Assert.NotEmpty(e.Remedy);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Allowance);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        return read;
    }

    private static byte[] Mutated(byte[] valid, Random random)
    {
        List<byte> bytes = [.. valid];
        for (int times = random.Next(1, 4); times > 0 && bytes.Count > 1; times--)
        {
            int at = random.Next(bytes.Count), length = Math.Min(random.Next(1, 9), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = Telling[random.Next(Telling.Length)]; break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length)); break;
                case 4: for (int i = 0; i < length; i++) bytes[at + i] = 0xff; break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }

        return [.. bytes];
    }
}
