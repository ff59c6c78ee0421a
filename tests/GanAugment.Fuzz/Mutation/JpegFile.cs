namespace GanAugment.Fuzz.Mutation;

/// <summary>JPEG files taken apart into segments and put together again.</summary>
internal static class JpegFile
{
    public static byte[] Of(byte[] right, Dice dice)
    {
        var (segments, scan) = Parts(right);
        for (int i = 0; i < segments.Count; i++)
        {
            byte[] segment = segments[i];
            // Start of frame: length, precision, height, width, components.
            if (segment[1] is >= 0xc0 and <= 0xc2 && dice.Wrong(3))
                segment = [.. segment[..4], (byte)dice.Pick(8, 6, 0, 1, 12, 16), .. BigEndian.Short(dice.Number(8, 2)), .. BigEndian.Short(dice.Number(8, 2)),
                    (byte)dice.Pick(segment[9], 6, 0, 1, 2, 4, 255), .. segment[10..]];
            if (dice.Wrong(20)) segment = [.. segment[..2], .. BigEndian.Short(dice.Number(segment.Length - 2, 1)), .. segment[4..]];
            segments[i] = segment.Length > 4 && dice.Wrong(12) ? ByteMutation.Of(segment, dice.Random, 2) : segment;
        }

        if (dice.Wrong(16)) segments.RemoveAt(dice.Random.Next(segments.Count));
        if (dice.Wrong(16)) segments.Insert(dice.Random.Next(segments.Count), segments[dice.Random.Next(segments.Count)]);
        if (dice.Wrong(16)) segments.Insert(0, [0xff, 0xe1, 0, 20, .. "Exif\0\0II*\0"u8, 0xff, 0xff, 0xff, 0x7f, 1, 0, 0, 0]);
        if (dice.Wrong(16)) segments[0][1] = (byte)dice.Random.Next(0xc0, 0x100);
        return dice.Bytes([0xff, 0xd8, .. segments.SelectMany(segment => segment), .. dice.Bytes(scan, 8)], 10);
    }

    private static (List<byte[]> Segments, byte[] Scan) Parts(byte[] file)
    {
        var segments = new List<byte[]>();
        int at = 2;
        // Up to the start of scan, whose data has no length.
        while (file[at + 1] != 0xda)
        {
            int length = 2 + (file[at + 2] << 8 | file[at + 3]);
            segments.Add(file[at..(at + length)]);
            at += length;
        }

        return (segments, file[at..]);
    }
}
