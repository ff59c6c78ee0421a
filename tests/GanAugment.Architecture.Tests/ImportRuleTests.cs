namespace GanAugment.Architecture.Tests;

public class ImportRuleTests
{
    private const string Core = "GanAugment", Training = "GanAugment.Training", Transforms = "GanAugment.Transforms", Cli = "GanAugment.Cli";

    [Fact]
    public void Core_knows_no_engine() => AssertReferencesNone(Core, "Microsoft.ML", "TorchSharp");

    [Fact]
    public void Core_knows_nobody_above_it() => AssertReferencesNone(Core, "GanAugment.");

    [Fact]
    public void Training_knows_neither_transforms_nor_their_engines() => AssertReferencesNone(Training, Transforms, "Microsoft.ML");

    [Fact]
    public void Transforms_know_neither_training_nor_its_engine() => AssertReferencesNone(Transforms, Training, "TorchSharp");

    [Theory]
    [InlineData(Core)]
    [InlineData(Training)]
    [InlineData(Transforms)]
    public void Nothing_knows_the_command_line(string library) => AssertReferencesNone(library, Cli, "System.CommandLine", "Spectre.Console");

    [Theory]
    [InlineData(Core)]
    [InlineData(Training)]
    [InlineData(Transforms)]
    public void Every_public_type_is_documented(string library)
    {
        var assembly = new ProductAssembly(library);
        Assert.NotEmpty(assembly.PublicTypes);
        Assert.All(assembly.PublicTypes, type => Assert.Contains("T:" + type, assembly.DocumentedMembers));
    }

    [Fact]
    public void The_command_line_offers_no_library() => Assert.Empty(new ProductAssembly(Cli).PublicTypes);

    private static void AssertReferencesNone(string name, params string[] forbidden) => Assert.All(
        new ProductAssembly(name).References,
        reference => Assert.DoesNotContain(forbidden, f => reference.StartsWith(f, StringComparison.Ordinal)));
}
