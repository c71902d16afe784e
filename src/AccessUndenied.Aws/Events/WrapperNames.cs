using System.Collections.Frozen;
using System.Text.Json;
using AccessUndenied.Aws.Events.Tables;

namespace AccessUndenied.Aws.Events;

/// <summary>By which names queues, streams, logs and searches call what they hold: whole records, as texts or further in.</summary>
/// <remarks>
/// A text in any other member is a value of a call, and whoever makes a call chooses it: a user agent may be the text of a record. Names are compared as those of
/// columns (<see cref="ColumnNames"/>). Sources, each a form of docs/getting-events.md: Lambda's events for SQS, SNS, Kinesis, Kafka and Firehose; CloudWatch Logs
/// and Logs Insights; Splunk, Elastic, Datadog, Fluent Bit, Loki, Sumo Logic, Chronicle; CloudTrail Lake.
/// </remarks>
internal static class WrapperNames
{
    private static readonly FrozenSet<string> s_texts = new[]
    {
        "raw", "rawlog", "rawlogs", "rawevent", "rawevents", "rawdata", "rawjson", "rawmessage", "rawrecord",
        "message", "@message", "messages", "msg", "logmessage", "log", "logs", "logline", "logevents", "line", "lines",
        "eventjson", "cloudtrailevent", "cloudtrail", "cloudtrailrecord", "cloudtrailjson", "cloudtraillog", "eventoriginal", "originalevent", "originalmessage",
        "event", "events", "eventdata", "eventrecord", "record", "records", "recordjson", "jsonrecord", "jsonevent", "fullevent", "fullrecord", "json", "jsonpayload",
        "body", "detail", "data", "awslogsdata", "kinesisdata", "payload", "value", "values", "content", "text", "entry", "document", "source",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Texts by these names are parts of what a call was about where they stand in these.
    private static readonly FrozenSet<string> s_partsOfCalls = new[] { "error", "request", "response", "api", "status", "http", "user", "useragent", "tags",
    "labels" }.ToFrozenSet(StringComparer.Ordinal);

    // Members of a record, whatever a search has called them: what is in them a caller wrote.
    private static readonly FrozenSet<string> s_values = new[]
    {
        "requestparameters", "responseelements", "additionaleventdata", "serviceeventdetails", "useridentity", "sessioncontext", "resources", "tlsdetails", "eventcontext",
        "insightdetails", "edgedevicedetails", "unmapped", "httprequest", "useragent", "messageattributes", "tags", "labels",
        // A cell of Athena's, which is read by its column.
        "varcharvalue",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a text that stands in a member of this name may be, or hold, whole records.</summary>
    /// <param name="name">The member, or the nearest one around its arrays; null for a text that stands in none.</param>
    /// <param name="around">The member around its object; null where there is none.</param>
    internal static bool HoldTexts(string? name, string? around) =>
        name is null || ((s_texts.Contains(ColumnNames.Plain(name)) || (name == "original" && around == "event")) && (around is null || !s_partsOfCalls.Contains(ColumnNames.Plain(around))));

    /// <summary>Whether a text in a member of a name that nobody knows may hold records, where nothing around it tells of a call whose value it could be.</summary>
    internal static bool MayHoldTexts(string name, string? around) =>
        ColumnNames.PathOf(name).Length == 0 && MayLeadTo(name) && (around is null || !s_partsOfCalls.Contains(ColumnNames.Plain(around)));

    /// <summary>Whether a member of this name is one of a record, by whatever name.</summary>
    internal static bool IsOfCall(string name) => !MayLeadTo(name) || ColumnNames.PathOf(name) is [var member, ..] && member is not ("eventTime" or "eventID" or "awsRegion" or "eventType");

    /// <summary>Whether an object or array in a member of this name may have records further in.</summary>
    internal static bool MayLeadTo(string? name) => name is null || !s_values.Contains(ColumnNames.Plain(name));

    /// <summary>The column of which <paramref name="element"/> is the value, in Logs Insights' form of a row; null where it is none.</summary>
    internal static string? FieldOf(JsonElement element) =>
        element.TryGetProperty("field", out var field) && field.ValueKind == JsonValueKind.String && element.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String
            ? field.GetString()
            : null;

    /// <summary>Whether it is an event of EventBridge that no service of AWS sent: anybody who may put events on the bus has written it.</summary>
    /// <remarks>Source: EventBridge API reference, PutEvents: <see href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html"/>.</remarks>
    internal static bool IsOfSomebody(JsonElement element) =>
        element.TryGetProperty("detail-type", out _) && element.TryGetProperty("detail", out _)
        && element.TryGetProperty("source", out var source) && source.ValueKind == JsonValueKind.String && !source.GetString()!.StartsWith("aws.", StringComparison.Ordinal);
}
