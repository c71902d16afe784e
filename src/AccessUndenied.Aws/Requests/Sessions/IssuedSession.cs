using System.Text.Json.Serialization;

namespace AccessUndenied.Aws.Requests.Sessions;

/// <summary>One call that made a session, as far as its record tells.</summary>
internal sealed record IssuedSession
{
    public required string Action { get; init; }

    public required string EventId { get; init; }

    public DateTimeOffset? Time { get; init; }

    /// <summary>Who called: an ARN, else the name that the record has.</summary>
    public required string Caller { get; init; }

    /// <summary>The access key of the caller, by which the call that made the caller's own session is found.</summary>
    public string? CallerAccessKeyId { get; init; }

    /// <summary>The caller's id and the moment its own session was made.</summary>
    [JsonIgnore]
    public (string Id, DateTimeOffset Created)? CallerSession
    {
        get => CallerSessionId is { } id && CallerSessionCreated is { } created ? (id, created) : null;
        init => (CallerSessionId, CallerSessionCreated) = (value?.Id, value?.Created);
    }

    public string? CallerSessionId { get; init; }

    public DateTimeOffset? CallerSessionCreated { get; init; }

    /// <summary>The access key that was handed out; null where the record does not tell.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The id of the session, such as <c>AROAEXAMPLE:name</c>.</summary>
    public string? SessionId { get; init; }

    /// <summary>When the credentials end.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The session policy, JSON; null where none was passed.</summary>
    public string? Policy { get; init; }

    public IReadOnlyList<string> PolicyArns { get; init; } = [];

    /// <summary>Whether the record has the call's parameters, so that a policy that is not in them was not passed.</summary>
    public bool HasParameters { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    public string? SourceIdentity { get; init; }

    /// <summary>The role that was assumed; null for what is no role, or where the record does not tell.</summary>
    public string? RoleArn { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>For how many seconds the session was asked for; null where that was left to AWS.</summary>
    public int? DurationSeconds { get; init; }

    /// <summary>Whether a code of a device came with the call, or the caller had signed in with one; null where the record does not tell.</summary>
    public bool? Mfa { get; init; }

    /// <summary>What the token or the assertion said, by condition key.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Claims { get; init; } = [];

    private bool IsNamed => Caller.StartsWith("arn:", StringComparison.Ordinal);

    /// <summary>Whether both are one call: of a call from another account there are two copies, of which the caller's own tells who it was.</summary>
    public bool IsCopyOf(IssuedSession other) => Time == other.Time && Action == other.Action && SessionId == other.SessionId && AccessKeyId == other.AccessKeyId
        && (Caller == other.Caller || !IsNamed || !other.IsNamed) && Policy == other.Policy && PolicyArns.SequenceEqual(other.PolicyArns)
        && SourceIdentity == other.SourceIdentity && ExternalId == other.ExternalId && Tags.SequenceEqual(other.Tags) && TransitiveTagKeys.SequenceEqual(other.TransitiveTagKeys);

    /// <summary>The one of two copies that tells who called.</summary>
    public IssuedSession Fuller(IssuedSession copy) => copy.IsNamed && !IsNamed ? copy : this;
}
