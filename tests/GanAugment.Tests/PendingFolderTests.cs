namespace GanAugment.Tests;

public sealed class PendingFolderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("ganaugment-pending-").FullName;

    [Fact]
    public void A_folder_gets_its_name_with_everything_in_it_and_nothing_beside_it()
    {
        using (PendingFolder pending = PendingFolder.Open(In("out"), "one", replace: false))
        {
            File.WriteAllText(Path.Combine(pending.Root, "file"), "new");
            Assert.False(Directory.Exists(In("out")));
            pending.Complete();
        }

        Assert.Equal(["out"], Entries(root));
        Assert.Equal(["file"], Entries(In("out")));
    }

    [Fact]
    public void A_process_killed_between_the_two_renames_loses_neither_folder()
    {
        Begin("one", "new");
        File.WriteAllText(In("out.partial.txt.7-x.tmp"), "ha");
        // What Complete has done by then.
        string old = In("out." + new string('a', 32) + ".old");
        Write(old, "old");
        using PendingFolder pending = PendingFolder.Open(In("out"), "one", replace: true);
        Assert.Equal("old", File.ReadAllText(In("out", "file")));
        Assert.Equal("new", File.ReadAllText(Path.Combine(pending.Root, "file")));
        pending.Complete();
        Assert.Equal("new", File.ReadAllText(In("out", "file")));
        Assert.Equal(["out"], Entries(root));
    }

    [Fact]
    public void A_process_killed_before_it_removed_the_old_folder_leaves_that_to_the_next()
    {
        Write(In("out"), "newer");
        Write(In("out." + new string('a', 32) + ".old"), "old");
        foreach (string another in new[] { "out.mine.old", "other." + new string('a', 32) + ".old" }) Write(In(another), "mine");
        using (PendingFolder pending = PendingFolder.Open(In("out"), "one", replace: true)) Assert.Equal("newer", File.ReadAllText(In("out", "file")));
        Assert.Equal(["other." + new string('a', 32) + ".old", "out", "out.mine.old", "out.partial", "out.partial.txt"], Entries(root));
    }

    [Fact]
    public void A_folder_that_cannot_get_its_name_leaves_the_old_one_under_it()
    {
        Write(In("out"), "old");
        using PendingFolder pending = PendingFolder.Open(In("out"), "one", replace: true);
        Directory.Delete(pending.Root, recursive: true);
        Assert.Throws<SaveException>(pending.Complete);
        Assert.Equal("old", File.ReadAllText(In("out", "file")));
    }

    [Fact]
    public void Only_what_was_begun_alike_is_gone_on_with()
    {
        Begin("one", "half");
        Assert.Contains("other data or options", Assert.Throws<OptionException>(() => PendingFolder.Open(In("out"), "two", replace: false)).Message);
        using (PendingFolder same = PendingFolder.Open(In("out"), "one", replace: false)) Assert.Equal(["file"], Files(same));
        using (PendingFolder other = PendingFolder.Open(In("out"), "two", replace: true)) Assert.Empty(Files(other));
    }

    [Fact]
    public void The_root_of_a_disk_is_refused() => Assert.Throws<OptionException>(() => PendingFolder.Open(Path.GetPathRoot(root)!, "one", replace: true));

    public void Dispose() => Directory.Delete(root, recursive: true);

    private string In(params string[] names) => Path.Combine([root, .. names]);

    private static string[] Entries(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];

    // Without the lock.
    private static string[] Files(PendingFolder pending) => [.. Entries(pending.Root).Where(name => !name.StartsWith('.'))];

    private void Begin(string identity, string content)
    {
        using PendingFolder pending = PendingFolder.Open(In("out"), identity, replace: true);
        File.WriteAllText(Path.Combine(pending.Root, "file"), content);
    }

    private static void Write(string folder, string content)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "file"), content);
    }
}
