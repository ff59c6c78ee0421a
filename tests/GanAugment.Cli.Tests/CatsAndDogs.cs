using GanAugment.Data;
using GanAugment.Reporting;

namespace GanAugment.Cli.Tests;

/// <summary>The photographs that documents speak of: bright images and dark ones, of 16×16 pixels, no two alike.</summary>
internal static class CatsAndDogs
{
    public static void Write(Folder folder, string name, int cats, int dogs, int shift = 0)
    {
        foreach (var (className, count, level) in new[] { ("cat", cats, 140), ("dog", dogs, 20) })
            for (int i = 0; i < count; i++)
                folder.Write($"{name}/{className}/{i}.png", PngEncoder.Encode(new ImageShape(1, 16, 16),
                    [.. Enumerable.Range(0, 256).Select(p => (byte)(level + (p * (i + 3 + shift) + 11 * i + shift) % 90))]));
    }
}
