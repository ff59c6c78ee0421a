using System.Text.Json.Serialization;

namespace GanAugment.Generation;

/// <summary>The range of pixel values.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImageValues>))]
public enum ImageValues
{
    /// <summary>−1 … 1.</summary>
    [JsonStringEnumMemberName("minusOneToOne")]
    MinusOneToOne,

    /// <summary>0 … 1.</summary>
    [JsonStringEnumMemberName("zeroToOne")]
    ZeroToOne,

    /// <summary>0 … 255.</summary>
    [JsonStringEnumMemberName("zeroTo255")]
    ZeroTo255,
}
