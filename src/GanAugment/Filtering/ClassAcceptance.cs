namespace GanAugment.Filtering;

/// <summary>What filters did to the candidates of one class.</summary>
/// <param name="ClassName">The class.</param>
/// <param name="Candidates">Images that were judged.</param>
/// <param name="Accepted">Those that every filter approved of.</param>
/// <param name="KeptAnyway">Rows that got the best of their refused candidates, because their attempts had run out.</param>
/// <param name="LeftOut">Rows that were given up.</param>
/// <param name="Refused">How many candidates each filter refused; a candidate counts for the first that did.</param>
public sealed record ClassAcceptance(string ClassName, long Candidates, long Accepted, long KeptAnyway, long LeftOut, IReadOnlyList<long> Refused)
{
    /// <summary>The share of candidates that were accepted, 0 … 1; 1 where none was judged.</summary>
    public double Rate => Candidates == 0 ? 1 : (double)Accepted / Candidates;
}
