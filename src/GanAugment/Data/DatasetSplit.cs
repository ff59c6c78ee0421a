namespace GanAugment.Data;

/// <summary>Which part of a data set: the images to train on, or those held out to judge with.</summary>
public enum DatasetSplit
{
    /// <summary>The training images; everything where the data has no split.</summary>
    Train,

    /// <summary>The held-out images.</summary>
    Test,
}
