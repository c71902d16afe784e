using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using Amazon.Runtime;

namespace AccessUndenied.Aws.Clients;

/// <summary>Lets no answer through to the SDK that is no service's: one with status 200 and nothing in it, with a page for people, or without an end.</summary>
/// <remarks>The SDK would take both for an answer without members. It tries again what fails here, as it does where a connection broke.</remarks>
internal sealed class AnswerCheck : DelegatingHandler
{
    /// <summary>More than any page of any service has: a page of GetAccountAuthorizationDetails has 50 MB at most.</summary>
    internal const int MostBytes = 64 << 20;

    private const int BytesLookedAt = 64;

    public AnswerCheck(HttpMessageHandler inner)
        : base(inner)
    {
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

        // Parts of objects are read as they come, no farther than was asked for.
        if (response.StatusCode == HttpStatusCode.PartialContent || request.Method == HttpMethod.Head)
        {
            return response;
        }

        try
        {
            await BufferAsync(response.Content, cancellationToken).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK && ProblemOf(body) is { } problem)
            {
                throw new IOException(problem);
            }

            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task BufferAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            await content.LoadIntoBufferAsync(MostBytes).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new IOException(LiveMessages.EndlessAnswer(MostBytes >> 20), exception);
        }
    }

    private static string? ProblemOf(ReadOnlySpan<byte> body)
    {
        var start = body.IndexOfAnyExcept(" \t\r\n\uFEFF"u8);
        if (start < 0)
        {
            return LiveMessages.EmptyAnswer;
        }

        var text = Encoding.ASCII.GetString(body[start..Math.Min(body.Length, start + BytesLookedAt)]);
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            ? LiveMessages.PageAnswer : null;
    }

    /// <summary>One HTTP client for all services of a connection.</summary>
    internal sealed class Factory : HttpClientFactory, IDisposable
    {
        private readonly TimeSpan _tryTimeout;
        [SuppressMessage("Design", "MA0158", Justification = "System.Threading.Lock does not exist on net8.0.")]
        private readonly object _lock = new();

        private HttpClient? _client;

        public Factory(TimeSpan tryTimeout) => _tryTimeout = tryTimeout;

        public override HttpClient CreateHttpClient(IClientConfig clientConfig)
        {
            lock (_lock)
            {
                return _client ??= Create(clientConfig);
            }
        }

        // Clients come and go; it is this one's owner that ends it.
        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

        public void Dispose() => _client?.Dispose();

        private HttpClient Create(IClientConfig config)
        {
            var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = _tryTimeout };
            if (config.GetWebProxy() is { } proxy)
            {
                handler.Proxy = proxy;
            }

            return new(new AnswerCheck(handler)) { Timeout = _tryTimeout };
        }
    }
}
