using System.Collections.Frozen;
using System.Net;
using System.Text.Json;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Replays;

/// <summary>Writes of a record what a decision can hang on, and nothing that tells of a person.</summary>
/// <param name="writer">Where to.</param>
/// <param name="names">The made-up names of the file.</param>
/// <param name="resolve">Gives the requests behind a record.</param>
internal sealed class FixtureRecord(Utf8JsonWriter writer, FixtureNames names, Func<CloudTrailEvent, RequestResolution> resolve)
{
    private const string Hidden = "HIDDEN_DUE_TO_SECURITY_REASONS";
    private const string EncodedMessage = "Encoded authorization failure message";

    private static readonly FrozenSet<string> s_kept = FrozenSet.ToFrozenSet(
        ["eventVersion", "eventSource", "eventName", "awsRegion", "errorCode", "eventType", "eventCategory", "recipientAccountId", "vpcEndpointId", "vpcEndpointAccountId"],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_keptOfCaller = FrozenSet.ToFrozenSet(["type", "accountId", "invokedBy", "identityProvider"], StringComparer.Ordinal);
    private static readonly string[] s_keptOfResource = ["ARN", "arn", "ARNPrefix", "accountId", "type"];

    private string? _session;
    private string? _userName;
    private FixtureMembers _members = null!;

    /// <param name="source">The record.</param>
    /// <param name="record">Its JSON.</param>
    /// <param name="id">Its id in the fixture; null leaves id and time out, by which equal calls differ.</param>
    public void Write(CloudTrailEvent source, JsonElement record, string? id)
    {
        var caller = record.TryGetProperty("userIdentity", out var identity) && identity.ValueKind == JsonValueKind.Object ? identity : default;
        var arn = Text(caller, "arn");
        _session = FixtureNames.SessionIn(arn);
        _userName = Text(caller, "type") == "IAMUser" ? Text(caller, "userName") : null;
        _members = new(source, resolve);
        writer.WriteStartObject();
        if (id is not null)
        {
            writer.WriteString("eventID"u8, id);
            writer.WriteString("eventTime"u8, Text(record, "eventTime"));
            writer.WriteBoolean(FixtureMark.Name, true);
        }

        WriteCaller(caller, arn);
        foreach (var member in record.EnumerateObject())
        {
            if (s_kept.Contains(member.Name))
            {
                member.WriteTo(writer);
            }
        }

        if (Text(record, "sourceIPAddress") is { } address && IsNobodys(address))
        {
            writer.WriteString("sourceIPAddress"u8, address);
        }

        if (record.TryGetProperty("tlsDetails", out var tls) && Text(tls, "tlsVersion") is { } version)
        {
            writer.WriteStartObject("tlsDetails"u8);
            writer.WriteString("tlsVersion"u8, version);
            writer.WriteEndObject();
        }

        // What failed for another reason is told by its code; a validation's text repeats the values that it refuses.
        if (source.Outcome != ScanOutcome.OtherError && Text(record, "errorMessage") is { } message)
        {
            var end = message.IndexOf(EncodedMessage, StringComparison.OrdinalIgnoreCase);
            writer.WriteString("errorMessage"u8, names.Of(end < 0 ? message : message[..end], _session));
        }

        // Some services say there that they refused.
        if (source.Outcome != ScanOutcome.OtherError && record.TryGetProperty("responseElements", out var response) && Text(response, "message") is { } said)
        {
            writer.WriteStartObject("responseElements"u8);
            writer.WriteString("message"u8, names.Of(said, _session));
            writer.WriteEndObject();
        }

        if (record.TryGetProperty("resources", out var resources) && resources.ValueKind == JsonValueKind.Array)
        {
            WriteResources(resources);
        }

        if (record.TryGetProperty("requestParameters", out var parameters))
        {
            writer.WritePropertyName("requestParameters"u8);
            WriteValue(parameters, isRead: false, isHidden: false);
        }

        writer.WriteEndObject();
    }

    private void WriteResources(JsonElement resources)
    {
        writer.WriteStartArray("resources"u8);
        foreach (var resource in resources.EnumerateArray().Where(resource => resource.ValueKind == JsonValueKind.Object))
        {
            writer.WriteStartObject();
            foreach (var member in s_keptOfResource)
            {
                if (Text(resource, member) is { } text)
                {
                    writer.WriteString(member, names.Of(text, _session));
                }
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteCaller(JsonElement caller, string? arn)
    {
        writer.WriteStartObject("userIdentity"u8);
        if (caller.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in caller.EnumerateObject().Where(member => s_keptOfCaller.Contains(member.Name)))
            {
                member.WriteTo(writer);
            }

            // Where somebody else's directory tells who called, the name is a person's.
            if (Text(caller, "userName") is { } user)
            {
                writer.WriteString("userName"u8, Text(caller, "type") is "SAMLUser" or "WebIdentityUser" ? FixtureNames.Session : user);
            }

            if (Text(caller, "principalId") is { } principal)
            {
                var colon = principal.IndexOf(':', StringComparison.Ordinal);
                writer.WriteString("principalId"u8, colon < 0 ? principal : $"{principal.AsSpan(0, colon)}:{FixtureNames.Session}");
            }

            if (arn is not null)
            {
                writer.WriteString("arn"u8, names.Of(arn, _session));
            }

            if (caller.TryGetProperty("sessionContext", out var context) && context.ValueKind == JsonValueKind.Object)
            {
                WriteContext(context);
            }
        }

        writer.WriteEndObject();
    }

    private void WriteContext(JsonElement context)
    {
        writer.WriteStartObject("sessionContext"u8);
        if (context.TryGetProperty("sessionIssuer", out var issuer))
        {
            writer.WritePropertyName("sessionIssuer"u8);
            issuer.WriteTo(writer);
        }

        if (context.TryGetProperty("attributes", out var attributes) && Text(attributes, "mfaAuthenticated") is { } mfa)
        {
            writer.WriteStartObject("attributes"u8);
            writer.WriteString("mfaAuthenticated"u8, mfa);
            writer.WriteEndObject();
        }

        if (Text(context, "ec2RoleDelivery") is { } delivery)
        {
            writer.WriteString("ec2RoleDelivery"u8, delivery);
        }

        writer.WriteEndObject();
    }

    // A member is looked at once by its name; what lies in it is kept or hidden with it.
    private void WriteValue(JsonElement value, bool isRead, bool isHidden)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    WriteMember(member, isRead, isHidden);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    WriteValue(item, isRead, isHidden);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                WriteText(ParameterReader.StringOf(value), isRead, isHidden);
                break;
            case JsonValueKind.Number when isHidden:
                writer.WriteStringValue(Hidden);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private void WriteMember(JsonProperty member, bool isRead, bool isHidden)
    {
        // Half a character is no name.
        if (ParameterReader.NameOf(member) is not { } name)
        {
            return;
        }

        writer.WritePropertyName(names.Of(name, _session));
        if (_members.IsOfSessions && name.Equals("name", StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind == JsonValueKind.String)
        {
            // GetFederationToken names the session that it makes.
            writer.WriteStringValue(FixtureNames.OtherSession);
            return;
        }

        if (_members.IsOfSessions && name.Equals("tags", StringComparison.OrdinalIgnoreCase))
        {
            WriteSessionTags(member.Value);
            return;
        }

        WriteValue(member.Value, isRead || FixtureMembers.Reads(name), isHidden || _members.Hides(name));
    }

    // Keys are the policies' words, and values tell of whoever has them.
    private void WriteSessionTags(JsonElement tags)
    {
        writer.WriteStartArray();
        foreach (var tag in tags.ValueKind == JsonValueKind.Array ? tags.EnumerateArray().ToList() : [])
        {
            writer.WriteStartObject();
            if ((Text(tag, "key") ?? Text(tag, "Key")) is { } key)
            {
                writer.WriteString("key"u8, names.Of(key, _session));
            }

            writer.WriteString("value"u8, Hidden);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // Whoever has a signed address may use it.
    private static string WithoutQuery(string text) =>
        text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && text.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? text[..query] : text;

    private void WriteText(string? text, bool isRead, bool isHidden)
    {
        if (text is null)
        {
            writer.WriteStringValue(Hidden);
        }
        else if (!isHidden && _session is not null && text == _session)
        {
            // A session may be asked to pass its own name on, as a lambda's is its function's name.
            writer.WriteStringValue(_members.Names(text) ? names.Of(text, null) : FixtureNames.Session);
        }
        else if (text == _userName)
        {
            // Trust policies demand ${aws:username} as a session's name; the user's name stands in the record as it is.
            writer.WriteStringValue(text);
        }
        else
        {
            writer.WriteStringValue(!isHidden && (isRead || _members.Names(text)) ? names.Of(WithoutQuery(text), _session) : Hidden);
        }
    }

    // A service's name, or an address of a private network; a public address may be somebody's home.
    private static bool IsNobodys(string address)
    {
        if (!IPAddress.TryParse(address, out var parsed))
        {
            return !address.Contains('@', StringComparison.Ordinal);
        }

        var bytes = parsed.GetAddressBytes();
        return bytes is [10, ..] or [192, 168, ..] or [172, >= 16 and <= 31, ..] || parsed.IsIPv6UniqueLocal;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? ParameterReader.StringOf(value)
            : null;
}
