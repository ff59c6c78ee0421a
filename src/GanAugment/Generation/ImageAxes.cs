using System.Text.Json.Serialization;

namespace GanAugment.Generation;

/// <summary>The order of an image batch's dimensions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImageAxes>))]
public enum ImageAxes
{
    /// <summary>[N, C, H, W].</summary>
    [JsonStringEnumMemberName("nchw")]
    Nchw,

    /// <summary>[N, H, W, C].</summary>
    [JsonStringEnumMemberName("nhwc")]
    Nhwc,
}
