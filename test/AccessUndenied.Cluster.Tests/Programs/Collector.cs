using System.Globalization;
using System.Net;
using System.Text;

namespace AccessUndenied.Cluster.Tests.Programs;

/// <summary>Takes traces and metrics, as a collector of OpenTelemetry does by HTTP.</summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, StringBuilder> _taken = new(StringComparer.Ordinal);

    public Collector()
    {
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Next()}/");
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    /// <summary>What came to a path, in which names stand as they are.</summary>
    public string TakenAt(string path)
    {
        lock (_taken)
        {
            return _taken.GetValueOrDefault(path)?.ToString() ?? "";
        }
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var response = context.Response;
                using var reader = new StreamReader(context.Request.InputStream, Encoding.Latin1);
                var text = await reader.ReadToEndAsync();
                lock (_taken)
                {
                    var path = context.Request.Url!.AbsolutePath;
                    (_taken.TryGetValue(path, out var so) ? so : _taken[path] = new()).Append(text);
                }
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // It was closed.
        }
    }
}
