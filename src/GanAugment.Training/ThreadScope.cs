using static TorchSharp.torch;

namespace GanAugment.Training;

/// <summary>Sets the number of the tensor library's threads for the time of a training, and puts it back.</summary>
/// <remarks>Left behind, it would reach the next training on some of the process's threads and not on others, and the number of threads decides about bits.</remarks>
internal sealed class ThreadScope : IDisposable
{
    private readonly int? before;

    /// <param name="threads">The number; null leaves it as it is.</param>
    public ThreadScope(int? threads)
    {
        if (threads is not int wanted) return;
        before = get_num_threads();
        set_num_threads(wanted);
    }

    /// <summary>Puts back what was set before.</summary>
    public void Dispose()
    {
        if (before is int number) set_num_threads(number);
    }
}
