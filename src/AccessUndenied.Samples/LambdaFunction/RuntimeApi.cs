using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace AccessUndenied.Samples.LambdaFunction;

/// <summary>A custom runtime: takes invocations from Lambda, hands them to a handler and brings back what came of them.</summary>
/// <remarks>Source: AWS Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes".</remarks>
public sealed class RuntimeApi
{
    private const string Version = "2018-06-01";

    // What is left of an invocation's time to say that it ran out.
    private static readonly TimeSpan s_reserve = TimeSpan.FromMilliseconds(500);

    // Lambda gives no invocation more.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(15);

    private readonly HttpClient _http;
    private readonly string _base;
    private readonly TimeProvider _time;

    /// <summary>A runtime against <paramref name="host"/>, the value of <c>AWS_LAMBDA_RUNTIME_API</c>.</summary>
    public RuntimeApi(HttpClient http, string host, TimeProvider? time = null)
    {
        _http = http;
        _base = $"http://{host}/{Version}/runtime/";
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Handles invocations one after the other, until <paramref name="cancellationToken"/> is signaled.</summary>
    /// <param name="handler">Gives the answer to an invocation; its token is signaled shortly before the deadline.</param>
    /// <param name="cancellationToken">Ends the loop between two invocations.</param>
    public async Task RunAsync(Func<Invocation, CancellationToken, Task<string>> handler, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var invocation = await NextAsync(cancellationToken);
                await HandleAsync(invocation, handler);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Tells Lambda that the function cannot start.</summary>
    public Task ReportInitErrorAsync(Exception exception, CancellationToken cancellationToken) =>
        ReportAsync("init/error", exception.GetType().Name, exception.Message, cancellationToken);

    private async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(_base + "invocation/next", cancellationToken);
        response.EnsureSuccessStatusCode();
        var deadline = long.Parse(Header(response, "Lambda-Runtime-Deadline-Ms"), CultureInfo.InvariantCulture);
        return new(
            Header(response, "Lambda-Runtime-Aws-Request-Id"),
            DateTimeOffset.FromUnixTimeMilliseconds(deadline),
            await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    // An invocation that has begun is brought to its end whatever happens, so that Lambda hears of it.
    private async Task HandleAsync(Invocation invocation, Func<Invocation, CancellationToken, Task<string>> handler)
    {
        var path = $"invocation/{Uri.EscapeDataString(invocation.Id)}/";
        var left = (invocation.Deadline - _time.GetUtcNow() - s_reserve).Ticks;
        using var deadline = new CancellationTokenSource(TimeSpan.FromTicks(Math.Clamp(left, 0, s_longest.Ticks)), _time);
        try
        {
            var answer = await handler(invocation, deadline.Token);
            using var content = new StringContent(JsonSerializer.Serialize(answer, AnswerJson.Default.String), Encoding.UTF8, "application/json");
            using var response = await _http.PostAsync(_base + path + "response", content, CancellationToken.None);
            response.EnsureSuccessStatusCode();
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            await ReportAsync(path + "error", "Timeout", "The event was not explained in the time that the function has; give it more.", CancellationToken.None);
        }
        catch (Exception exception)
        {
            await ReportAsync(path + "error", exception.GetType().Name, exception.Message, CancellationToken.None);
        }
    }

    private async Task ReportAsync(string path, string type, string message, CancellationToken cancellationToken)
    {
        var error = new Dictionary<string, string>(StringComparer.Ordinal) { ["errorType"] = type, ["errorMessage"] = message };
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(error, AnswerJson.Default.DictionaryStringString));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.aws.lambda.error+json");
        using var request = new HttpRequestMessage(HttpMethod.Post, _base + path) { Content = content };
        request.Headers.Add("Lambda-Runtime-Function-Error-Type", $"Function.{type}");
        using var response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).First();
}
