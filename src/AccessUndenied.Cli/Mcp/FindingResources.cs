using System.Buffers;
using System.Globalization;
using System.Text;
using AccessUndenied.Reports;
using AccessUndenied.Results;
using AccessUndenied.Text;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AccessUndenied.Cli.Mcp;

/// <summary>Each finding as a resource that can be read.</summary>
internal sealed class FindingResources
{
    private const string Prefix = "access-undenied://findings/";
    private const string JsonType = "application/json";

    // A list for choosing from: what is beyond it is found with list_findings.
    private const int MostListed = 200;

    private readonly FindingStore _findings;

    public FindingResources(FindingStore findings) => _findings = findings;

    /// <summary>The address of the finding of this number, counted from 1.</summary>
    public static string UriOf(int number) => Prefix + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A finding, as <c>analyze --group --format json</c> prints it.</summary>
    public static string Json(Finding finding, bool indented)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = ReportWriters.Create(indented ? ReportFormat.Json : ReportFormat.JsonLines, buffer, isGrouped: true);
        writer.Begin();
        writer.Write(finding);
        writer.End();
        return Encoding.UTF8.GetString(buffer.WrittenSpan).TrimEnd();
    }

    public async ValueTask<ListResourcesResult> ListAsync(CancellationToken cancellationToken)
    {
        var findings = _findings.Sources.Count == 0 ? [] : await _findings.GetAsync(cancellationToken);
        return new()
        {
            Resources = [.. findings.Take(MostListed).Select((finding, index) => new Resource
            {
                Uri = UriOf(index + 1),
                Name = $"finding-{index + 1}",
                Title = VisibleText.Of(McpMessages.FindingTitle(finding)),
                MimeType = JsonType,
            })],
        };
    }

    public static ListResourceTemplatesResult Templates() => new()
    {
        ResourceTemplates = [new() { UriTemplate = Prefix + "{number}", Name = "finding", Title = McpMessages.FindingTemplate, MimeType = JsonType }],
    };

    /// <exception cref="McpProtocolException">There is no such finding.</exception>
    public async ValueTask<ReadResourceResult> ReadAsync(ReadResourceRequestParams? request, CancellationToken cancellationToken)
    {
        var uri = request?.Uri ?? "";
        if (_findings.Sources.Count > 0 && uri.StartsWith(Prefix, StringComparison.Ordinal)
            && int.TryParse(uri.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && await _findings.GetAsync(cancellationToken) is var findings && number >= 1 && number <= findings.Count)
        {
            return new() { Contents = [new TextResourceContents { Uri = uri, MimeType = JsonType, Text = Json(findings[number - 1], indented: true) }] };
        }

        throw new McpProtocolException(McpMessages.NoResource(uri), McpErrorCode.ResourceNotFound);
    }
}
