using System.Reflection;
using Microsoft.ML.Runtime;

namespace GanAugment.Transforms;

/// <summary>The environment of a catalog: where messages go (<c>MLContext.Log</c>), and which device was asked for.</summary>
/// <remarks>ML.NET keeps it behind an internal interface; where that is not found, messages are dropped and nothing else changes.</remarks>
internal sealed class CatalogEnvironment
{
    private const string Source = "AugmentWithBigGan";

    private readonly IHostEnvironment? environment;
    private readonly IHost? host;

    private CatalogEnvironment(IHostEnvironment? environment)
    {
        this.environment = environment;
        host = environment?.Register(Source);
    }

    /// <summary>Where messages go nowhere.</summary>
    public static CatalogEnvironment None { get; } = new(null);

    public static CatalogEnvironment Of(object catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        PropertyInfo? property = catalog.GetType().GetInterfaces().FirstOrDefault(i => i.Name == "IInternalCatalog")?.GetProperty("Environment");
        return new CatalogEnvironment(property?.GetValue(catalog) as IHostEnvironment);
    }

    public int? GpuDeviceId => Read("GpuDeviceId") as int?;

    public bool FallbackToCpu => Read("FallbackToCpu") is true;

    public void Info(string message) => Say(message, (channel, text) => channel.Info(MessageSensitivity.UserData, "{0}", text));

    public void Warning(string message) => Say(message, (channel, text) => channel.Warning(MessageSensitivity.UserData, "{0}", text));

    /// <summary>Marks an exception as one that ML.NET's own code would throw.</summary>
    public TException Mark<TException>(TException exception) where TException : Exception => environment is null ? exception : environment.Process(exception);

    private object? Read(string name) => environment?.GetType().GetProperty(name)?.GetValue(environment);

    private void Say(string message, Action<IChannel, string> say)
    {
        if (host is null) return;
        using IChannel channel = host.Start("Fit");
        say(channel, message);
    }
}
