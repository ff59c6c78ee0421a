using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GanAugment.Data;

/// <summary>An HTTP server on this machine that answers each request by the next answer of a script and then closes the connection.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<string> requests = [];
    private readonly Task serving;

    /// <param name="answers">From the text of a request to the bytes sent; the last answers all further requests.</param>
    public LoopbackServer(params Func<string, byte[]>[] answers)
    {
        listener.Start();
        serving = Task.Run(() => Serve(answers));
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/file.bin");

    public IReadOnlyList<string> Requests { get { lock (requests) return [.. requests]; } }

    /// <summary>The whole content, or what the request's Range asks for.</summary>
    public static Func<string, byte[]> Content(byte[] content) => request =>
    {
        int from = RangeStart(request);
        if (from == 0) return Response("200 OK", content.Length, content);
        if (from >= content.Length) return Response("416 Range Not Satisfiable", 0, []);
        return Response($"206 Partial Content\r\nContent-Range: bytes {from}-{content.Length - 1}/{content.Length}", content.Length - from, content[from..]);
    };

    /// <summary>Promises the whole content and sends only its beginning.</summary>
    public static Func<string, byte[]> Cut(byte[] content, int sent) => request =>
    {
        byte[] whole = Content(content)(request);
        return whole[..(whole.Length - (content.Length - RangeStart(request)) + sent)];
    };

    /// <summary>The whole content, whatever range is asked for.</summary>
    public static Func<string, byte[]> WithoutRanges(byte[] content) => _ => Response("200 OK", content.Length, content);

    public static Func<string, byte[]> Status(string status) => _ => Response(status, 0, []);

    public void Dispose()
    {
        listener.Stop();
        Assert.True(serving.Wait(TimeSpan.FromMinutes(1)), "The server does not end.");
    }

    private static byte[] Response(string status, int length, byte[] body)
        => [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"), .. body];

    private static int RangeStart(string request)
        => request.IndexOf("Range: bytes=", StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? int.Parse(request[(at + 13)..].Split('-')[0]) : 0;

    private void Serve(Func<string, byte[]>[] answers)
    {
        try
        {
            for (int i = 0; ; i++)
            {
                using TcpClient connection = listener.AcceptTcpClient();
                NetworkStream stream = connection.GetStream();
                string request = ReadRequest(stream);
                lock (requests) requests.Add(request);
                Send(stream, answers[Math.Min(i, answers.Length - 1)](request));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private static void Send(NetworkStream stream, byte[] answer)
    {
        try
        {
            stream.Write(answer);
        }
        catch (IOException)
        {
            // The client had enough of it.
        }
    }

    private static string ReadRequest(NetworkStream stream)
    {
        var request = new StringBuilder();
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && stream.ReadByte() is >= 0 and var b) request.Append((char)b);
        return request.ToString();
    }
}
