using System.Text.Json.Serialization;

namespace GanAugment.Generation;

/// <summary>The forms of a class.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LabelForm>))]
public enum LabelForm
{
    /// <summary>Float [N, K]: 1 for the class and 0 for the others, or a convex mixture.</summary>
    [JsonStringEnumMemberName("oneHot")]
    OneHot,

    /// <summary>A whole number 0 … K − 1, [N] or [N, 1].</summary>
    [JsonStringEnumMemberName("index")]
    Index,
}
