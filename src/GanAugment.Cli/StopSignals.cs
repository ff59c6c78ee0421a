using System.Runtime.InteropServices;

namespace GanAugment.Cli;

/// <summary>Ctrl-C and SIGTERM. The first asks the verb to save and stop; the next ends the process as if nobody listened.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TextWriter error;
    private readonly PosixSignalRegistration[] registrations;
    private volatile bool terminated;

    /// <param name="error">Receives a line when the first signal comes.</param>
    public StopSignals(TextWriter error)
    {
        this.error = error;
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => stop.Token;

    /// <summary>The verb's exit code, or the signal's where that stopped it.</summary>
    public int Code(int verb) => verb == ExitCode.Cancelled && terminated ? ExitCode.Terminated : verb;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations) registration.Dispose();
        stop.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        if (stop.IsCancellationRequested) return;
        context.Cancel = true;
        terminated = context.Signal == PosixSignal.SIGTERM;
        error.WriteLine();
        error.WriteLine("Stopping as soon as everything is saved; once more ends at once.");
        stop.Cancel();
    }
}
