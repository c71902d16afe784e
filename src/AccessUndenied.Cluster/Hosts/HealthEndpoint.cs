using System.Net;
using System.Text;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cluster.Hosts;

/// <summary>Tells by HTTP whether a worker lives (<c>/live</c>), and whether it works on what is there (<c>/ready</c>): 200 or 503, with a sentence.</summary>
internal sealed class HealthEndpoint : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<CancellationToken, Task<string?>> _live;
    private readonly Func<CancellationToken, Task<string?>> _ready;
    private readonly CancellationTokenSource _stop = new();

    /// <param name="endpoint">Where it listens.</param>
    /// <param name="live">Why the worker is to be started anew; null where it is not.</param>
    /// <param name="ready">Why it does not take work; null where it does.</param>
    /// <exception cref="CommandFailedException">It cannot listen there.</exception>
    public HealthEndpoint(IPEndPoint endpoint, Func<CancellationToken, Task<string?>> live, Func<CancellationToken, Task<string?>> ready)
    {
        (_live, _ready) = (live, ready);
        var isAny = endpoint.Address.Equals(IPAddress.Any) || endpoint.Address.Equals(IPAddress.IPv6Any);
        _listener.Prefixes.Add(isAny ? $"http://+:{endpoint.Port}/" : $"http://{endpoint}/");
        try
        {
            _listener.Start();
        }
        catch (HttpListenerException exception)
        {
            throw new CommandFailedException(ClusterMessages.NoHealthPort(endpoint, exception.Message), exception);
        }

        _ = ServeAsync();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Close();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.GetContextAsync());
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // It was closed.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var response = context.Response;
            var ask = (context.Request.HttpMethod, context.Request.Url?.AbsolutePath) switch
            {
                ("GET" or "HEAD", "/live") => _live,
                ("GET" or "HEAD", "/ready") => _ready,
                _ => null,
            };
            if (ask is null)
            {
                response.StatusCode = (int)HttpStatusCode.NotFound;
                return;
            }

            var problem = await ask(_stop.Token);
            response.StatusCode = (int)(problem is null ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
            response.ContentType = "text/plain; charset=utf-8";
            var text = Encoding.UTF8.GetBytes($"{problem ?? "ok"}\n");
            response.ContentLength64 = text.Length;
            if (context.Request.HttpMethod == "GET")
            {
                await response.OutputStream.WriteAsync(text, _stop.Token);
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException or OperationCanceledException or IOException)
        {
            // Whoever asked is gone, or the worker ends.
        }
    }
}
