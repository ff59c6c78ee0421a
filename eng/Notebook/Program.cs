using System.CommandLine;
using System.Reflection;
using GanAugment;
using GanAugment.Notebooks;

var source = new Argument<FileInfo>("SOURCE") { Description = "A C# program in cells." };
var output = new Option<FileInfo>("-o", "--output") { Description = "The notebook to write.", Required = true };
var parameters = new Option<string[]>("-p", "--parameter") { Description = "A value for the cell tagged 'parameters'.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };
var command = new RootCommand("Executes a program in cells and writes it as a notebook with its real outputs.") { source, output, parameters };
command.SetAction(async (parsed, _) =>
{
    string text = await File.ReadAllTextAsync(parsed.GetRequiredValue(source).FullName);
    string target = parsed.GetRequiredValue(output).FullName;
    Directory.SetCurrentDirectory(Path.GetDirectoryName(target)!);
    string version = typeof(GanAugmentException).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
    try
    {
        NotebookFile file = await NotebookMaker.Make(text, parsed.GetRequiredValue(parameters), version, new Line());
        AtomicFile.WriteAllText(target, file.ToJson());
        return 0;
    }
    catch (Exception e) when (e is InvalidOperationException or FormatException)
    {
        await Console.Error.WriteLineAsync(e.Message);
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();

internal sealed class Line : IProgress<string>
{
    public void Report(string value) => Console.Error.WriteLine(value);
}
