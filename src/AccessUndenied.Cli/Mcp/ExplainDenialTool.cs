using System.Text;
using System.Text.Json;
using AccessUndenied.Aws;
using AccessUndenied.Aws.ErrorTexts;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Cli.Arguments;
using AccessUndenied.Cli.Commands;
using AccessUndenied.Events;
using AccessUndenied.Reports;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;

namespace AccessUndenied.Cli.Mcp;

/// <summary><c>explain_denial</c>: the text of an error, or a record, explained.</summary>
internal sealed class ExplainDenialTool : ITool
{
    private const int StandardLimit = 10;
    private const int HighestLimit = 100;

    private readonly IServiceProvider _services;
    private readonly IAccessDeniedAnalyzer _analyzer;

    public ExplainDenialTool(IServiceProvider services, IAccessDeniedAnalyzer analyzer)
    {
        _services = services;
        _analyzer = analyzer;
    }

    public Tool Description { get; } = new()
    {
        Name = "explain_denial",
        Title = "Explain a denial of AWS",
        Description = McpMessages.ExplainDenial,
        InputSchema = ToolSchemas.ExplainDenial,
        OutputSchema = ToolSchemas.Results,
        Annotations = ToolSchemas.ReadOnly("Explain a denial of AWS"),
    };

    public async Task<CallToolResult> CallAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var limit = arguments.Count("limit", StandardLimit, HighestLimit);
        var denials = await ReadAsync(arguments, limit, cancellationToken);
        var results = new List<AnalysisResult>();
        foreach (var denial in denials.Events)
        {
            results.Add(await _analyzer.AnalyzeAsync(denial, cancellationToken));
        }

        var text = ToolAnswer.Text(ReportFormat.Text, isGrouped: false, writer => results.ForEach(writer.Write));
        return ToolAnswer.Of(denials.LeftOut == 0 ? text : $"{text}\n{McpMessages.LeftOut(denials.LeftOut)}\n", writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("Results");
            foreach (var result in results)
            {
                JsonReport.Write(writer, result);
            }

            writer.WriteEndArray();
            writer.WriteNumber("LeftOut", denials.LeftOut);
            writer.WriteEndObject();
        });
    }

    private async Task<(List<AccessDeniedEvent> Events, int LeftOut)> ReadAsync(ToolArguments arguments, int limit, CancellationToken cancellationToken)
    {
        var facts = Facts(arguments);
        return (arguments.Text("text"), arguments.Value("record")) switch
        {
            (null, null) => throw new ToolFaultException(McpMessages.NothingToExplain),
            ({ }, { }) => throw new ToolFaultException(McpMessages.TextOrRecord),
            (null, { ValueKind: JsonValueKind.String } record) => await ReadRecordAsync(record.GetString()!, limit, cancellationToken)
                ?? throw new ToolFaultException(McpMessages.NoDenialInRecord),
            (null, { } record) => await ReadRecordAsync(record.GetRawText(), limit, cancellationToken) ?? throw new ToolFaultException(McpMessages.NoDenialInRecord),
            ({ } text, null) => (IsJson(text) ? await ReadRecordAsync(text, limit, cancellationToken) : null) ?? ReadText(text, facts, limit),
        };
    }

    // Whoever has a record may well hand it over as the text.
    private static bool IsJson(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];

    private static (List<AccessDeniedEvent> Events, int LeftOut) ReadText(string text, ErrorTextFacts facts, int limit)
    {
        var reading = ErrorTextReader.Read(text);
        return reading.Denials.Count == 0
            ? throw new ToolFaultException(McpMessages.NoDenialInText)
            : ([.. reading.Denials.Take(limit).Select(denial => denial.ToEvent(facts))], reading.LeftOut + Math.Max(0, reading.Denials.Count - limit));
    }

    private async Task<(List<AccessDeniedEvent> Events, int LeftOut)?> ReadRecordAsync(string json, int limit, CancellationToken cancellationToken)
    {
        var events = new List<AccessDeniedEvent>();
        var leftOut = 0;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var options = new CloudTrailReaderOptions { SourceName = "record", Formats = [.. _services.GetServices<IEventFormat>()] };
        try
        {
            await foreach (var denied in CloudTrailReader.ReadAsync(stream, options, new ReadSummary(), cancellationToken))
            {
                if (events.Count < limit)
                {
                    events.Add(denied);
                }
                else
                {
                    leftOut++;
                }
            }
        }
        catch (CloudTrailFormatException)
        {
            // No record: a text in JSON may still tell of a denial.
            return null;
        }

        return events.Count == 0 ? null : (events, leftOut);
    }

    private static ErrorTextFacts Facts(ToolArguments arguments)
    {
        var time = arguments.Text("time");
        DateTimeOffset? at = TimeText.TryRead(time, out var read) ? read : time is null ? null : throw new ToolFaultException(McpMessages.NotOfKind("time", "a time of ISO 8601"));
        return new()
        {
            Principal = Checked(arguments, "principal", ArgumentForms.IsPrincipal, "the ARN of a principal"),
            Action = Checked(arguments, "action", ArgumentForms.IsAction, "an action such as s3:GetObject"),
            Resource = Checked(arguments, "resource", ArgumentForms.IsResource, "an ARN or *"),
            Context = arguments.Texts("context"),
            Time = at,
            AccountId = Checked(arguments, "account", ArgumentForms.IsAccount, McpMessages.AccountForm),
            Region = arguments.Text("region"),
        };
    }

    private static string? Checked(ToolArguments arguments, string name, Predicate<string> isOne, string kind) =>
        arguments.Text(name) is not { } text ? null : isOne(text) ? text : throw new ToolFaultException(McpMessages.NotOfKind(name, kind));
}
