using System.Reflection;

namespace GanAugment.Architecture.Tests.PublicApi;

/// <summary>The public surface of every package is a text file beside its project: a change to it is seen, and made on purpose.</summary>
public class PublicApiTests
{
    [Theory]
    [InlineData("GanAugment")]
    [InlineData("GanAugment.Training")]
    [InlineData("GanAugment.Transforms")]
    public void The_public_surface_is_the_recorded_one(string package)
    {
        string file = Path.Combine(Repository.Root, "src", package, "PublicApi.txt");
        string[] actual = [.. PublicSurface.Of(Assembly.Load(package))];
        Assert.True(actual.Length > 20);
        if (Environment.GetEnvironmentVariable("GANAUGMENT_RECORD") == "1") File.WriteAllText(file, string.Join('\n', actual) + "\n");
        string[] recorded = File.Exists(file) ? File.ReadAllLines(file) : [];
        string[] changes = [.. recorded.Except(actual).Select(line => $"- {line}"), .. actual.Except(recorded).Select(line => $"+ {line}")];
        Assert.True(changes.Length == 0, $"The public surface of {package} changed. Where that is meant: eng/record-public-api.sh\n{string.Join('\n', changes.Take(40))}");
    }
}
