using System.Buffers;
using System.Text;
using AccessUndenied.Aws.Events;
using AccessUndenied.Reports;

namespace AccessUndenied.Samples.WebService;

/// <summary>A service that explains denied events: <c>POST /analyze</c>, and a page where one pastes an event.</summary>
/// <remarks>
/// Listens on loopback unless <c>--urls</c> says otherwise, and then belongs behind a proxy that asks who calls. <c>--snapshot FILE</c> names the policies.
/// Keeps nothing and sets no cookie.
/// </remarks>
public static class AnalysisService
{
    /// <summary>The most bytes that a request may have.</summary>
    public const int MaxRequestBytes = 1 << 20;

    private const string Html = "text/html; charset=utf-8";

    /// <summary>The service, ready to run.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        {
            builder.WebHost.UseUrls("http://127.0.0.1:5080");
        }

        // Other names would let a foreign page reach a service on loopback by a name of its own.
        builder.Configuration["AllowedHosts"] ??= "localhost;127.0.0.1;[::1]";
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MaxRequestBytes);
        builder.Services.AddProblemDetails();
        builder.Services.AddAccessUndenied().UseSnapshot(
            builder.Configuration["snapshot"] ?? Path.Combine(AppContext.BaseDirectory, "data", "snapshot.json"));

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(SetHeaders);
        app.MapGet("/", () => Results.Content(EventPage.Of(), Html));
        app.MapPost("/analyze", AnalyzeAsync);
        return app;
    }

    // What a response may do unless its page says more.
    private static Task SetHeaders(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = EventPage.SecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }

    private static async Task<IResult> AnalyzeAsync(HttpRequest request, IAccessDeniedAnalyzer analyzer, CancellationToken cancellationToken)
    {
        var fromPage = request.HasFormContentType;
        try
        {
            using var events = await ReadEventsAsync(request, fromPage, cancellationToken);
            var report = new ArrayBufferWriter<byte>();
            var writer = ReportWriters.Create(fromPage ? ReportFormat.Html : ReportFormat.JsonDocument, report);
            writer.Begin();
            await foreach (var result in analyzer.AnalyzeAsync(CloudTrailReader.ReadAsync(events, cancellationToken), cancellationToken))
            {
                writer.Write(result);
            }

            writer.End();
            return fromPage ? Report(request.HttpContext, report) : Results.Bytes(report.WrittenMemory.ToArray(), "application/json; charset=utf-8");
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Refuse(fromPage, exception.StatusCode, $"A request may have {MaxRequestBytes:N0} bytes. Send fewer events at a time, or use the command.");
        }
        catch (CloudTrailFormatException exception)
        {
            return Refuse(fromPage, StatusCodes.Status400BadRequest, exception.Message);
        }
    }

    private static async Task<MemoryStream> ReadEventsAsync(HttpRequest request, bool fromPage, CancellationToken cancellationToken)
    {
        if (fromPage)
        {
            var form = await request.ReadFormAsync(cancellationToken);
            return new(Encoding.UTF8.GetBytes(form["event"].ToString()));
        }

        // Read whole before anything is answered, so that a request that is too long gets its status.
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        body.Position = 0;
        return body;
    }

    // The report brings its own policy, which allows its own style sheet and script by their hashes; it holds as a header as well.
    private static IResult Report(HttpContext context, ArrayBufferWriter<byte> report)
    {
        var html = Encoding.UTF8.GetString(report.WrittenSpan);
        context.Response.Headers.ContentSecurityPolicy = $"{PolicyIn(html)}; frame-ancestors 'none'";
        return Results.Content(html, Html);
    }

    private static string PolicyIn(string html)
    {
        const string Start = "http-equiv=\"Content-Security-Policy\" content=\"";
        var start = html.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return html[start..html.IndexOf('"', start)];
    }

    private static IResult Refuse(bool fromPage, int status, string reason) => fromPage
        ? Results.Content(EventPage.Of(reason), Html, statusCode: status)
        : Results.Problem(reason, statusCode: status);
}
