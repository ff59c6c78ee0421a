using System.CommandLine;

namespace GanAugment.Cli;

/// <summary>A verb of the program, with command lines that show its use; help and the reference print them.</summary>
/// <param name="name">The verb.</param>
/// <param name="description">What it does, a sentence or two.</param>
/// <param name="examples">Whole command lines, the simplest first.</param>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Command lines, the simplest first.</summary>
    public IReadOnlyList<string> Examples => examples;
}
