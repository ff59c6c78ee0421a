using System.Runtime.CompilerServices;
using TorchSharp;

namespace GanAugment.Training.Tests;

internal static class OneThread
{
    // Test classes run side by side; more threads below them would only spin against each other.
    [ModuleInitializer]
    internal static void Set() => torch.set_num_threads(1);
}
