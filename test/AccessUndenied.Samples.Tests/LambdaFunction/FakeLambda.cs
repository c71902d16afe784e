using System.Collections.Concurrent;
using System.Globalization;
using AccessUndenied.Samples.LambdaFunction;
using Microsoft.AspNetCore.Http;

namespace AccessUndenied.Samples.Tests.LambdaFunction;

/// <summary>Lambda's Runtime API: hands out its invocations, and ends the run when there are no more.</summary>
internal sealed class FakeLambda : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Id, DateTimeOffset Deadline, string Event)> _invocations;
    private readonly CancellationTokenSource _end = new();
    private LoopbackServer _server = null!;

    private FakeLambda((string, DateTimeOffset, string)[] invocations) => _invocations = new(invocations);

    public string Host => _server.Url.Authority;

    public IReadOnlyList<ReceivedRequest> Posts => [.. _server.Requests.Where(request => request.Method == "POST")];

    public static async Task<FakeLambda> StartAsync(params (string Id, DateTimeOffset Deadline, string Event)[] invocations)
    {
        var lambda = new FakeLambda(invocations);
        lambda._server = await LoopbackServer.StartAsync(lambda.AnswerAsync);
        return lambda;
    }

    /// <summary>Signaled when there are no more invocations.</summary>
    public CancellationToken End => _end.Token;

    public async Task RunAsync(Func<Invocation, CancellationToken, Task<string>> handler)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        await new RuntimeApi(http, Host).RunAsync(handler, _end.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _end.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, ReceivedRequest request)
    {
        if (request.Method == "POST")
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            return;
        }

        if (!_invocations.TryDequeue(out var invocation))
        {
            await _end.CancelAsync();
            return;
        }

        context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = invocation.Id;
        context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        await context.Response.WriteAsync(invocation.Event);
    }
}
