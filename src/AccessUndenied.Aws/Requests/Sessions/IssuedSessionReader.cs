using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.Requests.Sessions;

/// <summary>Reads the calls that make sessions: those of STS that hand out credentials, and the console's switch of roles.</summary>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html">IAM User Guide, "Logging IAM and AWS STS API calls with AWS CloudTrail"</see>;
/// <see href="https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html">STS API Reference</see> (SESS-01, SESS-04).
/// </remarks>
internal static class IssuedSessionReader
{
    private static readonly FrozenSet<string> s_operations = new[]
    {
        "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot", "GetFederationToken", "GetSessionToken",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly byte[][] s_operationBytes = [.. s_operations.Select(System.Text.Encoding.UTF8.GetBytes)];

    /// <summary>Whether a record may be of such a call, which went well; answers without reading it.</summary>
    internal static bool MayBe(in ScannedRecord record) => record.Outcome == ScanOutcome.Succeeded
        && (record.IsOddlyWritten || record.Operation.SequenceEqual("SwitchRole"u8) || (record.Service.StartsWith("sts."u8) && HandsOut(record.Operation)));

    private static bool HandsOut(ReadOnlySpan<byte> operation)
    {
        foreach (var one in s_operationBytes)
        {
            if (operation.SequenceEqual(one))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What <paramref name="record"/> made; null where it made none.</summary>
    internal static IssuedSession? Read(CloudTrailEvent record)
    {
        if (record.Problem is not null || record.HasFailed || record.Identity is not { } identity)
        {
            return null;
        }

        return EventSource.ServiceOf(record.Service) switch
        {
            "signin" when record.Operation == "SwitchRole" => OfSwitch(record, identity),
            "sts" when s_operations.Contains(record.Operation) => OfToken(record, identity),
            _ => null,
        };
    }

    private static IssuedSession? OfToken(CloudTrailEvent record, CloudTrailIdentity identity)
    {
        if (RecordParts.ResponseElements(record) is not { ValueKind: JsonValueKind.Object } response
            || ParameterReader.Find(response, "credentials") is not { ValueKind: JsonValueKind.Object } credentials
            || Text(credentials, "accessKeyId") is not { } key)
        {
            return null;
        }

        var parameters = RecordParts.Parameters(record);
        var policy = parameters["policy"] is { ValueKind: JsonValueKind.Object } document ? document.GetRawText() : parameters.Text("policy");
        var user = ParameterReader.Find(response, "assumedRoleUser") is { ValueKind: JsonValueKind.Object } role ? role : ParameterReader.Find(response, "federatedUser");
        return new()
        {
            Action = $"sts:{record.Operation}",
            EventId = record.Id,
            Time = record.Time,
            Caller = CallerOf(identity),
            CallerAccessKeyId = identity.AccessKeyId,
            CallerSession = SessionOf(identity),
            AccessKeyId = key,
            SessionId = Text(user, "assumedRoleId") ?? Text(user, "federatedUserId"),
            Expires = TimeIn(Text(credentials, "expiration")) ?? record.Time?.AddSeconds(SecondsIn(parameters)),
            Policy = policy,
            PolicyArns = Arns(parameters["policyArns"]),
            // What was taken out, or is of no form that is known, was passed all the same.
            HasParameters = parameters.AreKnown && !parameters.Has("omitted") && (policy is not null || parameters["policy"].ValueKind is JsonValueKind.Undefined or JsonValueKind.Null),
            Tags = Tags(parameters["tags"]) is { Count: > 0 } tags ? tags : Tags(parameters["principalTags"]),
            TransitiveTagKeys = Texts(parameters["transitiveTagKeys"]),
            SourceIdentity = Text(response, "sourceIdentity") ?? parameters.Text("sourceIdentity"),
            RoleArn = parameters.Text("roleArn"),
            ExternalId = parameters.Text("externalId"),
            DurationSeconds = int.TryParse(parameters.Text("durationSeconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : null,
            Mfa = parameters.Text("serialNumber") is not null ? true : identity.MfaAuthenticated,
            Claims = ClaimsOf(record, response),
        };
    }

    // The record is the role's own; who switched stands beside it.
    private static IssuedSession? OfSwitch(CloudTrailEvent record, CloudTrailIdentity identity) =>
        RecordParts.AdditionalEventData(record) is { } data && Text(data, "SwitchFrom") is { } from && identity.PrincipalId is { } id
            && RecordParts.ResponseElements(record) is { } response && Text(response, "SwitchRole") == "Success"
            ? new() { Action = "signin:SwitchRole", EventId = record.Id, Time = record.Time, Caller = from, SessionId = id, HasParameters = true, Mfa = identity.MfaAuthenticated }
            : null;

    internal static (string Id, DateTimeOffset Created)? SessionOf(CloudTrailIdentity identity) =>
        identity is { PrincipalId: { } id, CreationDate: { } created } ? (id, created) : null;

    private static string CallerOf(CloudTrailIdentity identity) =>
        identity.Arn ?? identity.UserName ?? identity.InvokedBy ?? identity.PrincipalId ?? (identity.Type.Length > 0 ? identity.Type : "unknown");

    // AWS's names of what a session keeps of its token or assertion.
    private static List<KeyValuePair<string, string>> ClaimsOf(CloudTrailEvent record, JsonElement response)
    {
        var claims = new List<KeyValuePair<string, string>>();
        void Add(string key, string? value)
        {
            if (value is not null)
            {
                claims.Add(new(key, value));
            }
        }

        if (record.Operation == "AssumeRoleWithSAML")
        {
            Add("saml:sub", Text(response, "subject"));
            Add("saml:sub_type", Text(response, "subjectType"));
            Add("saml:namequalifier", Text(response, "nameQualifier"));
        }
        else if (record.Operation == "AssumeRoleWithWebIdentity" && Text(response, "provider") is { } provider)
        {
            var issuer = TokenCaller.IssuerOf(provider).ToString();
            Add($"{issuer}:sub", Text(response, "subjectFromWebIdentityToken"));
            Add($"{issuer}:aud", Text(response, "audience"));
        }

        return claims;
    }

    private static double SecondsIn(in ParameterReader parameters) =>
        double.TryParse(parameters.Text("durationSeconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Math.Min(seconds, 129_600) : 43_200;

    // "May 5, 2026, 6:44:12 AM", and ISO 8601 in younger records.
    private static DateTimeOffset? TimeIn(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static List<KeyValuePair<string, string>> Tags(JsonElement list) => list.ValueKind switch
    {
        JsonValueKind.Array => [.. list.EnumerateArray().Select(tag => (Key: Text(tag, "key"), Value: Text(tag, "value") ?? "")).Where(tag => tag.Key is not null)
            .Select(tag => KeyValuePair.Create(tag.Key!, tag.Value))],

        // principalTags of AssumeRoleWithSAML: a map.
        JsonValueKind.Object => [.. list.EnumerateObject().Where(tag => ParameterReader.NameOf(tag) is not null)
            .Select(tag => KeyValuePair.Create(tag.Name, ParameterReader.TextOf(tag.Value) ?? ""))],
        _ => [],
    };

    private static IReadOnlyList<string> Arns(JsonElement list) => list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Object ? Text(item, "arn") : ParameterReader.TextOf(item)).OfType<string>()] : [];

    private static IReadOnlyList<string> Texts(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(ParameterReader.TextOf).OfType<string>()] : [];

    private static string? Text(JsonElement element, string member) => ParameterReader.TextOf(ParameterReader.Find(element, member)) is { Length: > 0 } text ? text : null;
}
