namespace GanAugment.Training.Watch;

/// <summary>How far apart the samples of each class are, as a share of how far apart its training images are: 1 is as varied as the data, 0 is one image for
/// all latents, NaN a class of one image.</summary>
/// <param name="Features">By the mean distance of two samples in the features of the run's own probe.</param>
/// <param name="Pixels">By the mean over pixels of the standard deviation over samples.</param>
internal sealed record ClassDiversity(float[] Features, float[] Pixels);
