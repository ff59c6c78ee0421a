namespace GanAugment.Training.Networks;

/// <summary>The two families of the BigGAN paper.</summary>
public enum BigGanArchitecture
{
    /// <summary>One residual block of two 3×3 convolutions per resolution; z is split among the blocks (Brock et al. 2019, appendix B, tables 3 to 6).</summary>
    BigGan,

    /// <summary>Several bottleneck blocks per resolution; the whole of z and the class embedding reach every block (appendix B, tables 7 to 9).</summary>
    BigGanDeep,
}
