using System.Buffers.Binary;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>What became of one classifier: one line of results.jsonl.</summary>
internal sealed record TrialRecord
{
    /// <summary>Names everything that the result depends on beside seed and setting.</summary>
    public required string Key { get; init; }

    public required long Seed { get; init; }

    /// <summary>The setting in words.</summary>
    public required string Setting { get; init; }

    public required int Real { get; init; }

    public required int Made { get; init; }

    public required int Synthetic { get; init; }

    /// <summary>Seconds for rows, training and scoring.</summary>
    public required double Seconds { get; init; }

    /// <summary>Macro recall on the validation images, per cent: all that settings may be chosen by.</summary>
    public required double Validation { get; init; }

    /// <summary>The predictions on validation images of their own, two bytes each; null where every repetition has others.</summary>
    public byte[]? Validated { get; init; }

    /// <summary>Per evaluation set, by name; looked at when everything is chosen.</summary>
    public required IReadOnlyDictionary<string, Evaluated> Evaluations { get; init; }

    /// <summary>A set's predictions.</summary>
    /// <param name="Predicted">Two bytes per image, little endian: the class.</param>
    /// <param name="LogLoss">Nats, or null.</param>
    /// <param name="Calibration">Expected calibration error, or null.</param>
    internal sealed record Evaluated(byte[] Predicted, double? LogLoss, double? Calibration)
    {
        public static Evaluated Of(ScoredImages scored)
        {
            var bytes = new byte[2 * scored.Predicted.Length];
            for (int i = 0; i < scored.Predicted.Length; i++)
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), checked((ushort)scored.Predicted[i]));
            return new Evaluated(bytes, scored.LogLoss, scored.Calibration);
        }

        public int[] Classes() => ClassesIn(Predicted);
    }

    /// <summary>The classes in two bytes each.</summary>
    public static int[] ClassesIn(byte[] predicted) =>
        [.. Enumerable.Range(0, predicted.Length / 2).Select(i => (int)BinaryPrimitives.ReadUInt16LittleEndian(predicted.AsSpan(2 * i)))];
}
