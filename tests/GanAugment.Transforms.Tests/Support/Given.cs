using GanAugment.Sampling;
using Microsoft.ML;

namespace GanAugment.Transforms.Tests.Support;

/// <summary>The options that most tests start from.</summary>
internal static class Given
{
    public static BigGanAugmentationOptions Options(PatternGenerator? generator = null, SamplingStrategy? strategy = null) => new()
    {
        ImageColumnName = "Pixels",
        Generator = generator ?? new PatternGenerator(Example.Classes),
        Strategy = strategy ?? SamplingStrategy.Balance(),
        Seed = 3,
    };

    /// <summary>The messages of a context, as they come.</summary>
    public static List<string> Messages(MLContext context)
    {
        var messages = new List<string>();
        context.Log += (_, e) => { lock (messages) messages.Add($"{e.Kind}|{e.RawMessage}"); };
        return messages;
    }
}
