namespace GanAugment.Training.Import;

/// <summary>Whose checkpoint it is.</summary>
public enum CheckpointFormat
{
    /// <summary>ajbrock/BigGAN-PyTorch: a state dict of its Generator, plain or deep, in a file of torch.save or safetensors.</summary>
    Ajbrock,

    /// <summary>huggingface/pytorch-pretrained-BigGAN: a BigGAN-deep with statistics for every truncation.</summary>
    HuggingFace,

    /// <summary>This project's own weights without their description.</summary>
    GanAugment,
}
