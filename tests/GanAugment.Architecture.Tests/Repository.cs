namespace GanAugment.Architecture.Tests;

/// <summary>The tree that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] SourceExtensions = [".cs", ".csproj", ".props", ".targets"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to the root, with forward slashes.</summary>
    public static IEnumerable<string> SourceFiles(params string[] folders) =>
        from folder in folders
        from path in Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Root, path).Replace('\\', '/')
        where SourceExtensions.Contains(Path.GetExtension(name))
        where !name.Contains("/bin/", StringComparison.Ordinal) && !name.Contains("/obj/", StringComparison.Ordinal)
        select name;

    public static string Read(string name) => File.ReadAllText(Path.Combine(Root, name));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GanAugment.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds GanAugment.sln.");
    }
}
