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

    /// <summary>The most bytes that its events may have once they are unpacked; a megabyte of gzip can be a gigabyte of text.</summary>
    public const int MaxTextBytes = 8 << 20;

    /// <summary>The most bytes that an answer may have; what is beyond is counted.</summary>
    public const int MaxReportBytes = 16 << 20;

    private const string EventField = "event";
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
        app.MapGet("/", () => TypedResults.Content(EventPage.Of(), Html));
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
        var fromPage = false;
        try
        {
            var field = await FieldOfPageAsync(request, cancellationToken);
            fromPage = field is not null;
            using var events = field is null ? await ReadBodyAsync(request, cancellationToken) : new(Encoding.UTF8.GetBytes(field));
            var report = new ArrayBufferWriter<byte>();
            var writer = ReportWriters.Create(fromPage ? ReportFormat.Html : ReportFormat.JsonDocument, report);
            writer.Begin();
            var options = new CloudTrailReaderOptions { MaxTextBytes = MaxTextBytes };
            await foreach (var result in analyzer.AnalyzeAsync(CloudTrailReader.ReadAsync(events, options, new ReadSummary(), cancellationToken), cancellationToken))
            {
                writer.Write(result);
                if (report.WrittenCount > MaxReportBytes)
                {
                    return Refuse(fromPage, StatusCodes.Status413PayloadTooLarge, $"The answer has more than {MaxReportBytes:N0} bytes. Send fewer events at a time, or use the command.");
                }
            }

            writer.End();
            return fromPage ? Report(request.HttpContext, report) : TypedResults.Bytes(report.WrittenMemory.ToArray(), "application/json; charset=utf-8");
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

    // What the page sends. curl calls whatever it sends a form, so that a form without the field is taken as it is.
    private static async Task<string?> FieldOfPageAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            return null;
        }

        request.EnableBuffering(MaxRequestBytes, MaxRequestBytes);
        try
        {
            var form = await request.ReadFormAsync(cancellationToken);
            return form.ContainsKey(EventField) ? form[EventField].ToString() : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
        finally
        {
            request.Body.Position = 0;
        }
    }

    // Read whole before anything is answered, so that a request that is too long gets its status.
    private static async Task<MemoryStream> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
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
        return TypedResults.Content(WithWayBack(html), Html);
    }

    // The report is one file for itself; here it stands behind the page.
    private static string WithWayBack(string html)
    {
        var header = html.IndexOf("<header>", StringComparison.Ordinal) + "<header>".Length;
        return html.Insert(header, "<p><a href=\"/\">Explain another event</a></p>");
    }

    private static string PolicyIn(string html)
    {
        const string Start = "http-equiv=\"Content-Security-Policy\" content=\"";
        var start = html.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return html[start..html.IndexOf('"', start)];
    }

    private static IResult Refuse(bool fromPage, int status, string reason) => fromPage
        ? TypedResults.Content(EventPage.Of(reason), Html, statusCode: status)
        : TypedResults.Problem(reason, statusCode: status);
}
