namespace GanAugment.Reporting;

/// <summary>How a statement in a report is meant.</summary>
public enum CalloutTone
{
    /// <summary>Neither good nor bad.</summary>
    Plain,

    /// <summary>Good news.</summary>
    Good,

    /// <summary>A warning.</summary>
    Bad,
}
