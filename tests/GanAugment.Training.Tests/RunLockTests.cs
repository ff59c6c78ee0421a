namespace GanAugment.Training.Tests;

public sealed class RunLockTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_second_one_is_refused_and_told_who_has_it()
    {
        using RunLock first = RunLock.Take(folder.Path);
        Assert.Null(first.Predecessor);
        var error = Assert.Throws<GeneratorException>(() => RunLock.Take(folder.Path));
        Assert.Contains($"in use by process {Environment.ProcessId} on {Environment.MachineName}", error.Message);
        Assert.Contains(folder.Path, error.Message);
    }

    [Fact]
    public void Once_given_back_it_can_be_taken_again()
    {
        RunLock.Take(folder.Path).Dispose();
        using RunLock second = RunLock.Take(folder.Path);
        Assert.Null(second.Predecessor);
    }

    [Fact]
    public void What_a_dead_process_left_behind_is_taken_over()
    {
        File.WriteAllText(folder["run.lock"], "");
        File.WriteAllText(folder["run.owner"], "process 1 on elsewhere");
        using RunLock taken = RunLock.Take(folder.Path);
        Assert.Equal("process 1 on elsewhere", taken.Predecessor);
    }

    [Fact]
    public void A_folder_that_is_none_is_an_error() => Assert.Throws<SaveException>(() => RunLock.Take(folder["nothing"]));

    public void Dispose() => folder.Dispose();
}
