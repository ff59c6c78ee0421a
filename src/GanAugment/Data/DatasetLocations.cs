namespace GanAugment.Data;

/// <summary>The folders in which data sets are looked for by name.</summary>
/// <param name="Data">The user's folder of data sets, <c>GANAUGMENT_DATA</c>; null when there is none.</param>
/// <param name="Application">The folder beside the application.</param>
/// <param name="Cache">The folder of downloads.</param>
internal sealed record DatasetLocations(string? Data, string Application, string Cache)
{
    /// <summary>Those of this process.</summary>
    public static DatasetLocations Current => new(
        Variable("GANAUGMENT_DATA"),
        Path.Combine(AppContext.BaseDirectory, "data"),
        Variable("GANAUGMENT_CACHE") ?? Path.Combine(UserFolder, "GanAugment"));

    // Not verified: the folder need not exist before something is downloaded.
    private static string UserFolder => Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);

    /// <summary>The folder of a data set that is on this machine without a download; null when there is none.</summary>
    public string? Find(string name) => Folder(Data, name) ?? Folder(Application, name);

    // A name, not a path: nothing that leads out of the folder.
    private static string? Folder(string? root, string name)
        => root is not null && name == Path.GetFileName(name) && name is not ("" or "." or "..") && Directory.Exists(Path.Combine(root, name))
            ? Path.Combine(root, name)
            : null;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
