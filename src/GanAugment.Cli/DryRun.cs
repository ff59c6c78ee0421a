using System.CommandLine;

namespace GanAugment.Cli;

/// <summary>The option <c>--dry-run</c>: every verb that writes has it.</summary>
internal static class DryRun
{
    /// <summary>Creates the option.</summary>
    /// <param name="description">What is done instead.</param>
    public static Option<bool> Create(string description) => new("--dry-run", "-n") { Description = description };
}
