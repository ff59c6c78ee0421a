using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Provenance;

namespace GanAugment.Transforms.Candidates;

/// <summary>Makes images that may become rows; the same candidate gives the same image every time. One call at a time.</summary>
internal interface ICandidateImages : IDisposable
{
    /// <summary>The shape of each image.</summary>
    ImageShape Shape { get; }

    /// <summary>How many candidates a class of the plan has.</summary>
    long Limit(int planClass);

    /// <summary>Makes images.</summary>
    /// <param name="candidates">N candidates of any classes.</param>
    /// <param name="images">Receives [N, C, H, W] in [−1, 1], all finite.</param>
    void Make(ReadOnlySpan<Candidate> candidates, Span<float> images);

    /// <summary>Images for calibration, [count, C, H, W] in [−1, 1], none of which is a candidate where that can be helped.</summary>
    float[] Draw(int planClass, int count);

    /// <summary>Where the image of a candidate comes from.</summary>
    SyntheticOrigin OriginOf(Candidate candidate);

    /// <summary>Lets go of what making needed, until the next call of <see cref="Make"/>.</summary>
    void Release();
}
