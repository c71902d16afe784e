using System.Collections.Frozen;
using System.Net;
using System.Text.Json;

namespace AccessUndenied.Aws.Replays;

/// <summary>Writes of a record what a decision can hang on, and nothing that tells of a person.</summary>
internal static class FixtureRecord
{
    private const string Session = "session";
    private const string Hidden = "HIDDEN_DUE_TO_SECURITY_REASONS";
    private const string EncodedMessage = "Encoded authorization failure message";

    private static readonly FrozenSet<string> s_kept = new[]
    {
        "eventVersion", "eventSource", "eventName", "awsRegion", "errorCode", "resources", "eventType", "eventCategory", "recipientAccountId", "vpcEndpointId", "vpcEndpointAccountId",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_keptOfCaller = new[] { "type", "accountId", "userName", "invokedBy", "identityProvider" }.ToFrozenSet(StringComparer.Ordinal);

    /// <param name="writer">Where to.</param>
    /// <param name="record">The record.</param>
    /// <param name="id">Its id in the fixture; null leaves id and time out, by which equal calls differ.</param>
    public static void Write(Utf8JsonWriter writer, JsonElement record, string? id)
    {
        var caller = record.TryGetProperty("userIdentity", out var identity) && identity.ValueKind == JsonValueKind.Object ? identity : default;
        var arn = Text(caller, "arn");
        var scrubbed = arn is null ? null : WithoutSession(arn);
        writer.WriteStartObject();
        if (id is not null)
        {
            writer.WriteString("eventID"u8, id);
            writer.WriteString("eventTime"u8, Text(record, "eventTime"));
        }

        WriteCaller(writer, caller, scrubbed);
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

        if (Text(record, "errorMessage") is { } message)
        {
            var end = message.IndexOf(EncodedMessage, StringComparison.OrdinalIgnoreCase);
            message = end < 0 ? message : message[..end];
            writer.WriteString("errorMessage"u8, arn is null ? message : message.Replace(arn, scrubbed, StringComparison.Ordinal));
        }

        if (record.TryGetProperty("requestParameters", out var parameters))
        {
            writer.WritePropertyName("requestParameters"u8);
            WriteValue(writer, parameters);
        }

        writer.WriteEndObject();
    }

    private static void WriteCaller(Utf8JsonWriter writer, JsonElement caller, string? arn)
    {
        writer.WriteStartObject("userIdentity"u8);
        if (caller.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in caller.EnumerateObject().Where(member => s_keptOfCaller.Contains(member.Name)))
            {
                member.WriteTo(writer);
            }

            if (Text(caller, "principalId") is { } principal)
            {
                var colon = principal.IndexOf(':', StringComparison.Ordinal);
                writer.WriteString("principalId"u8, colon < 0 ? principal : $"{principal.AsSpan(0, colon)}:{Session}");
            }

            if (arn is not null)
            {
                writer.WriteString("arn"u8, arn);
            }

            if (caller.TryGetProperty("sessionContext", out var context) && context.ValueKind == JsonValueKind.Object)
            {
                WriteContext(writer, context);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter writer, JsonElement context)
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

    // arn:aws:sts::111111111111:assumed-role/role/session and :federated-user/name.
    private static string WithoutSession(string arn)
    {
        if (!arn.Contains(":sts:", StringComparison.Ordinal))
        {
            return arn;
        }

        return $"{arn.AsSpan(0, arn.LastIndexOf('/') + 1)}{Session}";
    }

    private static void WriteValue(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    WriteValue(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    WriteValue(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String when value.GetString()!.Contains('@', StringComparison.Ordinal):
                writer.WriteStringValue(Hidden);
                break;
            default:
                value.WriteTo(writer);
                break;
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
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
