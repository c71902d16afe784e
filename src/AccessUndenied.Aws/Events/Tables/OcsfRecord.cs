using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Events.Tables;

/// <summary>Reads back the record of CloudTrail that an event of the Open Cybersecurity Schema Framework was made of, as Security Lake has them.</summary>
/// <remarks>
/// What no member of the framework takes stands in <c>unmapped</c>, under its path in the record, and is taken first. A whole record in <c>raw_data</c>
/// outweighs them.
/// Source: the mappings of CloudTrail's classes (API Activity, Account Change, Authentication) for 1.0.0-rc.2, 1.1.0 and 1.5.0,
/// <see href="https://github.com/ocsf/examples/tree/main/mappings/markdown/AWS">ocsf/examples</see>; Security Lake User Guide, "Open Cybersecurity Schema
/// Framework (OCSF) in Security Lake".
/// </remarks>
internal static class OcsfRecord
{
    // A member of the record, and where the framework has it; the first that is there counts.
    private static readonly (string Member, string[] From)[] s_texts =
    [
        ("eventVersion", ["metadata.product.version"]),
        ("eventID", ["metadata.uid"]),
        ("eventType", ["metadata.event_code"]),
        ("eventCategory", ["metadata.product.feature.name"]),
        ("eventSource", ["api.service.name"]),
        ("eventName", ["api.operation"]),
        ("apiVersion", ["api.version"]),
        ("requestID", ["api.request.uid"]),
        ("errorCode", ["api.response.error"]),
        ("errorMessage", ["api.response.message", "api.response.error_message"]),
        ("awsRegion", ["cloud.region"]),
        ("recipientAccountId", ["cloud.account.uid", "cloud.account_uid"]),
        ("sourceIPAddress", ["src_endpoint.ip", "src_endpoint.domain"]),
        ("vpcEndpointId", ["src_endpoint.uid"]),
        ("userAgent", ["http_request.user_agent"]),
        ("tlsDetails.tlsVersion", ["tls.version"]),
        ("tlsDetails.cipherSuite", ["tls.cipher"]),
        ("tlsDetails.clientProvidedHostHeader", ["tls.sni"]),
        ("userIdentity.type", ["actor.user.type"]),
        ("userIdentity.userName", ["actor.user.name"]),
        ("userIdentity.accountId", ["actor.user.account.uid", "actor.user.account_uid"]),
        ("userIdentity.accessKeyId", ["actor.user.credential_uid"]),
        ("userIdentity.invokedBy", ["actor.invoked_by"]),
        ("userIdentity.sessionContext.sessionIssuer.arn", ["actor.session.issuer"]),
        ("userIdentity.sessionContext.attributes.mfaAuthenticated", ["actor.session.is_mfa", "actor.session.mfa"]),
    ];

    // Under which the ARN and the unique id of the caller stand changed from one version to the next.
    private static readonly string[] s_callers = ["actor.user.uid", "actor.user.uuid", "actor.user.uid_alt"];

    private static readonly (string Member, string[] From)[] s_times =
        [("eventTime", ["time_dt", "time"]), ("userIdentity.sessionContext.attributes.creationDate", ["actor.session.created_time_dt", "actor.session.created_time"])];

    private static readonly (string Member, string[] From)[] s_data =
        [("requestParameters", ["api.request.data"]), ("responseElements", ["api.response.data"])];

    /// <summary>The record; false where <paramref name="element"/> was not made of one.</summary>
    internal static bool TryRead(JsonElement element, out byte[] json, out string? problem, out string? note)
    {
        (json, problem, note) = ([], null, null);
        if (!element.TryGetProperty("class_uid", out _) || Text(element, "api.operation") is null
            || !string.Equals(Text(element, "metadata.product.name"), "CloudTrail", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (element.TryGetProperty("raw_data", out var raw) && raw.ValueKind == JsonValueKind.String && raw.GetString() is { } whole && TableColumns.LooksLikeRecord(whole))
        {
            json = System.Text.Encoding.UTF8.GetBytes(whole);
            return true;
        }

        var record = new JsonObject();
        TakeUnmapped(element, record);
        TakeMapped(element, record);
        if (string.Equals(Text(element, "status"), "Failure", StringComparison.OrdinalIgnoreCase) && record["errorCode"] is null && record["errorMessage"] is null)
        {
            problem = TableMessages.FailedWithoutError;
            return true;
        }

        json = TableColumns.Write(record);
        note = TableMessages.OfOcsf(record["requestParameters"] is not null);
        return true;
    }

    private static void TakeUnmapped(JsonElement element, JsonObject record)
    {
        if (!element.TryGetProperty("unmapped", out var unmapped))
        {
            return;
        }

        foreach (var (name, value) in Pairs(unmapped))
        {
            if (!name.Contains('[', StringComparison.Ordinal) && name.Length > 0)
            {
                TableColumns.Put(record, name.Split('.'), Node(value));
            }
        }
    }

    private static IEnumerable<(string Name, JsonElement Value)> Pairs(JsonElement unmapped) => unmapped.ValueKind switch
    {
        JsonValueKind.Object => unmapped.EnumerateObject().Select(member => (member.Name, member.Value)),
        JsonValueKind.Array => unmapped.EnumerateArray().Where(pair => Text(pair, "key") is not null && pair.TryGetProperty("value", out _))
            .Select(pair => (Text(pair, "key")!, pair.GetProperty("value"))),
        _ => [],
    };

    private static void TakeMapped(JsonElement element, JsonObject record)
    {
        foreach (var (member, from) in s_texts)
        {
            Put(record, member, from.Select(path => Text(element, path)).FirstOrDefault(text => text is not null));
        }

        foreach (var (member, from) in s_times)
        {
            Put(record, member, from.Select(path => Time(Text(element, path))).FirstOrDefault(text => text is not null));
        }

        foreach (var caller in s_callers)
        {
            var text = Text(element, caller);
            Put(record, text?.StartsWith("arn:", StringComparison.Ordinal) == true ? "userIdentity.arn" : "userIdentity.principalId", text);
        }

        foreach (var (member, from) in s_data)
        {
            if (At(element, from[0]) is { ValueKind: not JsonValueKind.Null } data)
            {
                TableColumns.Put(record, [member], Node(data));
            }
        }

        if (At(element, "resources") is { ValueKind: JsonValueKind.Array } resources && record["resources"] is null)
        {
            record["resources"] = new JsonArray([.. resources.EnumerateArray().Select(Resource)]);
        }
    }

    private static JsonNode Resource(JsonElement resource)
    {
        var read = new JsonObject();
        Put(read, "ARN", Text(resource, "uid"));
        Put(read, "type", Text(resource, "type"));
        Put(read, "accountId", Text(resource, "owner.account.uid") ?? Text(resource, "account_uid"));
        return read;
    }

    private static void Put(JsonObject record, string member, string? text)
    {
        if (text is not null)
        {
            TableColumns.Put(record, member.Split('.'), JsonValue.Create(text));
        }
    }

    private static string? Time(string? text)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return text;
        }

        return milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? null
            : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    private static JsonNode? Node(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        try
        {
            return value.ValueKind != JsonValueKind.String || text.AsSpan().TrimStart() is ['{' or '[', ..] ? JsonNode.Parse(text) : JsonValue.Create(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private static string? Text(JsonElement element, string path) => At(element, path) switch
    {
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } found => found,
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } value => value.GetRawText(),
        _ => null,
    };

    private static JsonElement? At(JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }
}
