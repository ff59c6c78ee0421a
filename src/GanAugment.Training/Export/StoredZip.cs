using System.Text;

namespace GanAugment.Training.Export;

/// <summary>Writes a zip archive of uncompressed files, each beginning at a multiple of 64 bytes as PyTorch's own archives have it. Equal files give equal
/// bytes.</summary>
/// <remarks>Field positions are those of PKWARE's APPNOTE 6.3. The date is the first that the format can hold.</remarks>
internal static class StoredZip
{
    private const int Alignment = 64, LocalLength = 30, NoDate = 0x0021;

    // "FB", the field in which PyTorch pads.
    private const ushort Padding = 0x4246;

    /// <summary>Writes the archive.</summary>
    /// <param name="stream">Receives it.</param>
    /// <param name="files">Names and contents.</param>
    public static void Write(Stream stream, IReadOnlyList<(string Name, ReadOnlyMemory<byte> Content)> files)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        using var central = new MemoryStream();
        using var directory = new BinaryWriter(central);
        long position = 0;
        foreach (var (name, content) in files)
        {
            byte[] text = Encoding.UTF8.GetBytes(name);
            int unpadded = (int)((position + LocalLength + text.Length) % Alignment);
            int padding = (Alignment - unpadded + Alignment - 4) % Alignment + 4;
            uint checksum = Crc32.Of(content.Span);
            writer.Write(0x04034b50u);
            Common(writer, text, checksum, content.Length, padding);
            writer.Write(text);
            writer.Write(Padding);
            writer.Write((ushort)(padding - 4));
            writer.Write(new byte[padding - 4]);
            writer.Write(content.Span);

            directory.Write(0x02014b50u);
            directory.Write((ushort)20);
            Common(directory, text, checksum, content.Length, 0);
            directory.Write(new byte[10]); // No comment, first disk, no attributes.
            directory.Write(checked((uint)position));
            directory.Write(text);
            position += LocalLength + text.Length + padding + content.Length;
        }

        directory.Flush();
        writer.Write(central.ToArray());
        writer.Write(0x06054b50u);
        writer.Write(0); // One disk.
        writer.Write(checked((ushort)files.Count));
        writer.Write(checked((ushort)files.Count));
        writer.Write((uint)central.Length);
        writer.Write(checked((uint)position));
        writer.Write((ushort)0); // No comment.
    }

    private static void Common(BinaryWriter writer, byte[] name, uint checksum, int length, int extra)
    {
        writer.Write((ushort)20); // Version 2.0 reads it.
        writer.Write(0x0800u); // Names are UTF-8; not compressed.
        writer.Write((ushort)0);
        writer.Write((ushort)NoDate);
        writer.Write(checksum);
        writer.Write(length);
        writer.Write(length);
        writer.Write((ushort)name.Length);
        writer.Write((ushort)extra);
    }
}
