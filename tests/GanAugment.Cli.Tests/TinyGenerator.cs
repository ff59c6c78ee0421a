using GanAugment.Generation;
using GanAugment.Transforms.Tests.Support;

namespace GanAugment.Cli.Tests;

/// <summary>A generator file of two classes and 4×4 images.</summary>
internal static class TinyGenerator
{
    private static readonly GeneratorManifest Manifest = new() { Channels = 1, Height = 4, Width = 4, LatentSize = 6, Classes = ["plain", "half/half"] };

    /// <summary>The file with two directions of z.</summary>
    public static byte[] WithDirections() => TinyOnnx.Write(Manifest,
        directions: LatentDirections.Of([new LatentLayer("first layer", 0, 2, [new float[] { 2, 0, 0, 1 }])]).ToJson());

    /// <summary>The file of a generator of many classes.</summary>
    public static byte[] OfClasses(params string[] classes) => TinyOnnx.Write(Manifest with { Classes = classes });

    /// <summary>The file.</summary>
    public static byte[] Bytes(bool withManifest = true) => TinyOnnx.Write(Manifest, withManifest: withManifest);
}
