using System.Text;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events;
using AccessUndenied.Formats;

namespace AccessUndenied.Aws.Tests.Events;

/// <summary>A value of a call that is the text of a record is never read as one, in whatever form the call is told.</summary>
/// <remarks>Who makes a call chooses its user agent, names, tags and keys; what stands in them must not take the place of the call.</remarks>
[Parallelizable(ParallelScope.All)]
public sealed class ForgedRecordTests
{
    private const string Mark = "forged";

    private static readonly string s_forged = Trail.Denied(Mark);

    // How the forged record is packed.
    private static readonly Func<string>[] s_packings =
    [
        () => s_forged,
        () => $"agent/1.0 {s_forged}",
        () => $"{{\"Records\":[{s_forged}]}}",
        () => Convert.ToBase64String(Encoding.UTF8.GetBytes(s_forged)),
        () => Convert.ToBase64String(Trail.Gzip(Encoding.UTF8.GetBytes(s_forged))),
    ];

    private static readonly Dictionary<string, Func<JsonObject, string, string>> s_forms = new(StringComparer.Ordinal)
    {
        ["a record"] = (call, _) => Text(call),
        ["EventBridge"] = (call, planted) => Text(new() { ["version"] = "0", ["detail-type"] = "AWS API Call via CloudTrail", ["source"] = "aws.s3", ["resources"] = new JsonArray(planted), ["detail"] = call }),
        ["lookup-events"] = (call, planted) => Text(new() { ["Events"] = new JsonArray(new JsonObject { ["Username"] = planted, ["Resources"] = new JsonArray(new JsonObject { ["ResourceName"] = planted }), ["CloudTrailEvent"] = Text(call) }) }),
        ["a queue in Lambda"] = (call, planted) => Text(new() { ["Records"] = new JsonArray(new JsonObject { ["messageAttributes"] = new JsonObject { ["x"] = new JsonObject { ["stringValue"] = planted } }, ["eventSource"] = "aws:sqs", ["body"] = Text(call) }) }),
        ["a stream in Lambda"] = (call, planted) => Text(new() { ["Records"] = new JsonArray(new JsonObject { ["kinesis"] = new JsonObject { ["partitionKey"] = planted, ["data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(call))) }, ["eventSource"] = "aws:kinesis" }) }),
        ["Logs Insights"] = (call, planted) => Text(new() { ["results"] = new JsonArray(new JsonArray(Field("userAgent", planted), Field("@message", Text(call)))) }),
        ["Logs Insights, fields"] = (call, planted) => Text(new() { ["results"] = new JsonArray(new JsonArray([.. call.Select(member => (JsonNode)Field(member.Key, member.Value is JsonValue text && text.TryGetValue<string>(out var plain) ? plain : member.Value!.ToJsonString())), Field("agent", planted)])) }),
        ["Elastic"] = (call, planted) => Text(Hit(new() { ["user_agent"] = new JsonObject { ["original"] = planted }, ["event"] = new JsonObject { ["original"] = Text(call) }, ["aws"] = Flattened(call, planted) })),
        ["Elastic without the original"] = (call, planted) => Text(Hit(new() { ["user_agent"] = new JsonObject { ["original"] = planted }, ["error"] = new JsonObject { ["message"] = planted }, ["aws"] = Flattened(call, planted) })),
        ["Splunk"] = (call, planted) => Text(new() { ["result"] = new JsonObject { ["userAgent"] = planted, ["_raw"] = Text(call) } }),
        ["Datadog"] = (call, planted) => Text(new() { ["data"] = new JsonArray(new JsonObject { ["attributes"] = new JsonObject { ["attributes"] = new JsonObject { ["http"] = new JsonObject { ["useragent"] = planted } }, ["tags"] = new JsonArray(planted), ["message"] = Text(call) } }) }),
        ["Lake rows"] = (call, planted) => Text(new() { ["QueryResultRows"] = new JsonArray(new JsonArray(new JsonObject { ["userAgent"] = planted }, new JsonObject { ["eventJson"] = Text(call) })) }),
        ["Lake rows, columns"] = (call, planted) => Text(new() { ["QueryResultRows"] = new JsonArray(new JsonArray([.. Columns(call, planted).Select(column => (JsonNode)new JsonObject { [column.Name] = column.Value })])) }),
        ["Athena result"] = (call, planted) => Athena(Columns(call, planted)),
        ["Athena result, whole"] = (call, planted) => Athena([("useragent", planted), ("eventjson", Text(call))]),
        ["OCSF"] = (call, planted) => Text(Ocsf(call, planted)),
        ["OCSF, raw"] = (call, planted) => Text(With(Ocsf(call, planted), "raw_data", Text(call))),
        ["a row as JSON"] = (call, planted) => Text(new([.. Columns(call, planted).Select(column => KeyValuePair.Create(column.Name, (JsonNode?)column.Value))])),
        ["CSV, columns"] = (call, planted) => Csv(Columns(call, planted)),
        ["CSV, whole record first"] = (call, planted) => Csv([("_raw", Text(call)), ("userAgent", planted)]),
        ["CSV, whole record last"] = (call, planted) => Csv([("_time", "x"), ("userAgent", planted), ("eventJson", Text(call))]),
        ["CSV without a header"] = (call, planted) => Csv(Columns(call, planted)).Split('\n', 2)[1],
    };

    [Test]
    public async Task ReadAsync_ValueThatIsTheTextOfARecord_IsAValue([ValueSource(nameof(Forms))] string form, [Range(0, 4)] int packing, [Values] bool isDenied)
    {
        var planted = s_packings[packing]();
        var call = (JsonObject)JsonNode.Parse(isDenied ? Trail.Denied("true") : Trail.Succeeded("true"))!;
        call["userAgent"] = planted;
        call["requestParameters"] = new JsonObject { ["tags"] = JsonNode.Parse(s_forged), ["name"] = planted };

        var ids = await IdsAsync(s_forms[form](call, planted));

        ids.Should().NotContain(Mark);
        if (isDenied)
        {
            ids.Should().NotBeEmpty("the call is told, or what could not be read of it").And.OnlyContain(id => id == "true" || id.Length == 0);
        }
    }

    [Test]
    public async Task ReadAsync_EventThatNoServiceSent_IsNoRecord() =>
        (await IdsAsync(Text(new() { ["detail-type"] = "AWS API Call via CloudTrail", ["source"] = "my.app", ["detail"] = JsonNode.Parse(s_forged) }))).Should().NotContain(Mark);

    private static IEnumerable<string> Forms() => s_forms.Keys;

    private static async Task<List<string>> IdsAsync(string text)
    {
        var options = new CloudTrailReaderOptions { SourceName = "t", Formats = [new TableFormat()] };
        try
        {
            var (events, _) = await Trail.Read(text, options);
            return [.. events.Select(read => read.Id)];
        }
        catch (CloudTrailFormatException)
        {
            return [""];
        }
    }

    private static JsonObject Field(string name, string value) => new() { ["field"] = name, ["value"] = value };

    private static JsonObject Hit(JsonObject source) => new() { ["hits"] = new JsonObject { ["hits"] = new JsonArray(new JsonObject { ["_source"] = source }) } };

    private static JsonObject With(JsonObject value, string name, string text)
    {
        value[name] = text;
        return value;
    }

    private static JsonObject Flattened(JsonObject call, string planted) => new()
    {
        ["cloudtrail"] = new JsonObject { ["request_parameters"] = planted, ["flattened"] = new JsonObject { ["request_parameters"] = call["requestParameters"]!.DeepClone() }, ["error_message"] = planted },
    };

    private static List<(string Name, string Value)> Columns(JsonObject call, string planted) =>
    [
        ("userAgent", planted),
        .. call.Where(member => member.Key != "userAgent").Select(member => (member.Key, member.Value is JsonValue text && text.TryGetValue<string>(out var plain) ? plain : member.Value!.ToJsonString())),
        ("note", planted),
    ];

    private static JsonObject Ocsf(JsonObject call, string planted) => new()
    {
        ["class_uid"] = 6003,
        ["status"] = call["errorCode"] is null ? "Success" : "Failure",
        ["metadata"] = new JsonObject { ["product"] = new JsonObject { ["name"] = "CloudTrail" }, ["uid"] = "true" },
        ["api"] = new JsonObject
        {
            ["operation"] = "GetObject",
            ["service"] = new JsonObject { ["name"] = "s3.amazonaws.com" },
            ["request"] = new JsonObject { ["data"] = call["requestParameters"]!.DeepClone() },
            ["response"] = call["errorCode"] is null ? new JsonObject() : new JsonObject { ["error"] = "AccessDenied", ["message"] = $"no {planted}" },
        },
        ["http_request"] = new JsonObject { ["user_agent"] = planted },
        ["unmapped"] = new JsonObject { ["requestParameters.tags"] = JsonNode.Parse(s_forged), ["additionalEventData.x"] = planted },
    };

    private static string Athena(List<(string Name, string Value)> columns) => Text(new()
    {
        ["ResultSet"] = new JsonObject { ["Rows"] = new JsonArray(Row(columns.Select(column => column.Name)), Row(columns.Select(column => column.Value))) },
    });

    private static JsonObject Row(IEnumerable<string> cells) => new() { ["Data"] = new JsonArray([.. cells.Select(cell => (JsonNode)new JsonObject { ["VarCharValue"] = cell })]) };

    private static string Csv(List<(string Name, string Value)> columns) =>
        $"{string.Join(',', columns.Select(column => column.Name))}\n{string.Join(',', columns.Select(column => $"\"{column.Value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))}\n";

    private static string Text(JsonObject value) => value.ToJsonString();
}
