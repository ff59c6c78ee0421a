using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GanAugment.Fuzz.Faults;

/// <summary>Serves one file piece by piece to clients that go away at any moment; goes on where a Range asks it to.</summary>
internal sealed class ArchiveServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly CancellationTokenSource stop = new();
    private readonly byte[] content;
    private readonly Task serving;

    public ArchiveServer(byte[] content)
    {
        this.content = content;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        listener.Prefixes.Add(Address);
        listener.Start();
        serving = Task.Run(Serve);
    }

    public string Address { get; }

    public void Dispose()
    {
        // A listener that is being stopped may still take a request for the next context, and never answer it: the token ends that wait.
        stop.Cancel();
        listener.Close();
        serving.Wait();
        stop.Dispose();
    }

    private async Task Serve()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                Answer(await listener.GetContextAsync().WaitAsync(stop.Token));
            }
            catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
            {
                // The client is gone, or the server is stopped.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        const int Piece = 1 << 16;
        string? range = context.Request.Headers["Range"];
        int from = range is null ? 0 : int.Parse(range.Split('=', '-')[1], CultureInfo.InvariantCulture);
        using HttpListenerResponse response = context.Response;
        if (from >= content.Length)
        {
            response.StatusCode = 416;
            return;
        }

        if (from > 0)
        {
            response.StatusCode = 206;
            response.Headers["Content-Range"] = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{content.Length - 1}/{content.Length}");
        }

        response.ContentLength64 = content.Length - from;
        for (int at = from; at < content.Length; at += Piece) response.OutputStream.Write(content, at, Math.Min(Piece, content.Length - at));
    }
}
