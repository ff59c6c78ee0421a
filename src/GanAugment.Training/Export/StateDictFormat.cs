namespace GanAugment.Training.Export;

/// <summary>The container of a state dict.</summary>
public enum StateDictFormat
{
    /// <summary>safetensors: a JSON table of contents and raw values.</summary>
    Safetensors,

    /// <summary>The zip container of <c>torch.save</c>, which every PyTorch from 1.6 on loads.</summary>
    PyTorch,
}
