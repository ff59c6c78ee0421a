using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace GanAugment.Benchmarks.Comparison;

/// <summary>A process that waits idle until it is told how many iterations to do; so two sides can take turns on one machine.</summary>
internal sealed class Contender : IDisposable
{
    /// <summary>The first argument of our own process.</summary>
    public const string Verb = "worker";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Process process;
    private readonly ConcurrentQueue<string> errors = new();

    private Contender(string name, string file, params string[] arguments)
    {
        Name = name;
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // What both sides' engines read; waiting threads that spin would be counted as work.
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["OMP_WAIT_POLICY"] = "PASSIVE";
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.BeginErrorReadLine();
        if (process.StandardOutput.ReadLine() is not { } engine)
        {
            process.WaitForExit();
            throw new InvalidOperationException($"The side '{name}' did not start:\n{string.Join('\n', errors)}");
        }

        Engine = engine;
    }

    /// <summary>Which side it is.</summary>
    public string Name { get; }

    /// <summary>What it runs on, in its own words.</summary>
    public string Engine { get; }

    /// <summary>Starts our own side.</summary>
    public static Contender Ours(string name, WorkerSettings settings) =>
        new(name, Path.Combine(AppContext.BaseDirectory, typeof(Contender).Assembly.GetName().Name!), Verb, settings.ToJson());

    /// <summary>Starts a checkout of the reference.</summary>
    public static Contender Reference(string name, string python, string checkout, WorkerSettings settings) =>
        new(name, python, Path.Combine(AppContext.BaseDirectory, "Comparison", "reference.py"), checkout, settings.ToJson());

    /// <summary>Has some iterations done.</summary>
    public Answer Do(int iterations)
    {
        process.StandardInput.WriteLine(iterations);
        string line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} ended in the middle of its work.");
        return JsonSerializer.Deserialize<Answer>(line, Json)!;
    }

    /// <summary>Lets the process end by itself.</summary>
    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2))) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    /// <summary>The other end: does what standard input asks for.</summary>
    public static int Serve(WorkerSettings settings)
    {
        if (settings.What == Work.Training) TrainingWork.Serve(settings);
        else GeneratorWork.Serve(settings);
        return 0;
    }

    private void Remember(string? line)
    {
        if (line is not null) errors.Enqueue(line);
        if (errors.Count > 10) errors.TryDequeue(out _);
    }
}
