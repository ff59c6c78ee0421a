using System.Text.Json;
using System.Text.Json.Serialization;

namespace GanAugment.Benchmarks.Comparison;

/// <summary>What one process of a comparison does; both sides are given the same.</summary>
/// <param name="What">What is repeated.</param>
/// <param name="Ch">Base channels of both networks.</param>
/// <param name="DiscriminatorSteps">Discriminator updates per iteration.</param>
/// <param name="Batch">Images per batch.</param>
/// <param name="Threads">Threads of the tensor library.</param>
internal sealed record WorkerSettings(Work What, int Ch, int DiscriminatorSteps = 1, int Batch = 64, int Threads = 1)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Classes of the synthetic data.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>Z, in four chunks.</summary>
    public int LatentSize { get; init; } = 128;

    /// <summary>Length of the class embedding.</summary>
    public int SharedEmbedding { get; init; } = 128;

    /// <summary>As it is given to a process.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static WorkerSettings Parse(string json) => JsonSerializer.Deserialize<WorkerSettings>(json, Json)!;
}
