using System.Text;

namespace GanAugment.Cli;

/// <summary>The error writer of <c>--quiet</c>: messages pass, progress sees it and keeps silent.</summary>
internal sealed class QuietWriter(TextWriter messages) : TextWriter
{
    public override Encoding Encoding => messages.Encoding;

    public override void Write(char value) => messages.Write(value);

    public override void Write(string? value) => messages.Write(value);

    public override void WriteLine(string? value) => messages.WriteLine(value);

    public override void Flush() => messages.Flush();
}
