using GanAugment.Data;
using GanAugment.Evaluation;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>The images of one set as the classifier sees them: pixels, or features. All views share one copy.</summary>
internal sealed class ComparedImages
{
    private const int Batch = 64;

    private readonly IFeatureExtractor? features;

    public ComparedImages(ILabelledImageSource source, IFeatureExtractor? features)
        : this(source, PixelsOf(source), features)
    {
    }

    private ComparedImages(ILabelledImageSource source, float[][] pixels, IFeatureExtractor? features)
    {
        Source = source;
        this.features = features;
        Pixels = pixels;
        Vectors = Represent(pixels);
    }

    public ILabelledImageSource Source { get; }

    public ClassMap Classes => Source.Classes;

    public IReadOnlyList<int> Labels => Source.Labels;

    public ImageShape Shape => Source.Shape;

    /// <summary>[N][C·H·W], 0 … 1.</summary>
    public float[][] Pixels { get; }

    /// <summary>What the classifier gets, [N][D].</summary>
    public float[][] Vectors { get; }

    /// <summary>The type of a column of <see cref="Vectors"/>.</summary>
    public VectorDataViewType VectorType => features is null ? PixelType : new VectorDataViewType(NumberDataViewType.Single, features.Length);

    private VectorDataViewType PixelType => new(NumberDataViewType.Single, Shape.Channels, Shape.Height, Shape.Width);

    /// <summary>The indices of every class's images.</summary>
    public int[][] ByClass
    {
        get
        {
            ILookup<int, int> lookup = Enumerable.Range(0, Labels.Count).ToLookup(i => Labels[i]);
            return [.. Enumerable.Range(0, Classes.Count).Select(c => lookup[c].ToArray())];
        }
    }

    /// <summary>The same images as another feature network sees them.</summary>
    public ComparedImages On(IFeatureExtractor others) => new(Source, Pixels, others);

    /// <summary>Other images of this shape as the classifier sees them.</summary>
    /// <param name="pixels">[N][C·H·W], 0 … 1.</param>
    /// <exception cref="GeneratorException">The feature network gives values that are no numbers.</exception>
    public float[][] Represent(float[][] pixels)
    {
        if (features is null) return pixels;
        int length = Shape.Length, size = features.Length;
        var (images, found) = (new float[Batch * length], new float[Batch * size]); // [N, C, H, W], [N, D]
        var vectors = new float[pixels.Length][];
        for (int first = 0; first < pixels.Length; first += Batch)
        {
            int count = Math.Min(Batch, pixels.Length - first);
            for (int i = 0; i < count; i++)
                for (int p = 0; p < length; p++) images[i * length + p] = 2 * pixels[first + i][p] - 1;
            features.Extract(count, Shape, images.AsSpan(0, count * length), found.AsSpan(0, count * size));
            for (int i = 0; i < count; i++)
            {
                vectors[first + i] = found.AsSpan(i * size, size).ToArray();
                if (!PixelRange.IsFinite(vectors[first + i]))
                    throw new GeneratorException($"The feature network gives values that are not finite (NaN or infinite) for image {first + i}.",
                        $"The network is '{features.Name}', the images are '{Source.Origin}'.", "Give another network, or check its input range.");
            }
        }

        return vectors;
    }

    private static float[][] PixelsOf(ILabelledImageSource source)
    {
        var bytes = new byte[source.Shape.Length];
        var pixels = new float[source.Labels.Count][];
        for (int i = 0; i < pixels.Length; i++)
        {
            source.Read(i, bytes);
            pixels[i] = Array.ConvertAll(bytes, b => b / 255f);
        }

        return pixels;
    }

    /// <summary>The images as rows for a classifier to score.</summary>
    public IDataView View(MLContext ml) => RowView.Of(ml, VectorType, Vectors.Zip(Labels, (v, c) => (v, Classes[c])));

    /// <summary>The images as rows of pixels, whatever the classifier sees.</summary>
    public IDataView PixelView(MLContext ml) => RowView.Of(ml, PixelType, Pixels.Zip(Labels, (v, c) => (v, Classes[c])));
}
