using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Provenance;
using GanAugment.Transforms.Rows;

namespace GanAugment.Transforms.Candidates;

/// <summary>Images as they come: row r of a class is its candidate r.</summary>
internal sealed class UnfilteredImages(ICandidateImages candidates, SyntheticRows rows) : ISyntheticImages
{
    public ImageShape Shape => candidates.Shape;

    public void Make(ReadOnlySpan<int> wanted, Span<float> images)
    {
        // A pass over many rows makes many small batches: they should leave nothing to collect.
        Span<Candidate> from = wanted.Length <= 64 ? stackalloc Candidate[wanted.Length] : new Candidate[wanted.Length];
        for (int i = 0; i < from.Length; i++) from[i] = Of(wanted[i]);
        candidates.Make(from, images);
    }

    public SyntheticOrigin OriginOf(int row) => candidates.OriginOf(Of(row));

    public void Release() => candidates.Release();

    public void Dispose() => candidates.Dispose();

    private Candidate Of(int row) => new(rows.ClassOf(row), rows.RowInClass(row));
}
