using System.Collections.Immutable;
using System.Text.Json.Serialization;
using AccessUndenied.Json;

namespace AccessUndenied.Requests;

/// <summary>The session behind a request: who made it, through which calls, and what came along with it.</summary>
[JsonConverter(typeof(ResultConverter))]
[ConvertedBy(typeof(CallerSessionConverter))]
public sealed class CallerSession
{
    /// <summary>The calls that led to the session, the first link first; empty where none was found.</summary>
    public IReadOnlyList<SessionLink> Chain { get; init; } = [];

    /// <summary>How many policies were passed when the session was made; null where that is not known.</summary>
    public int? SessionPolicies { get; init; }

    /// <summary>The tags of the session, those that came along a chain of roles included.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The source identity that was set first; null where none is known.</summary>
    public string? SourceIdentity { get; init; }

    /// <summary>Whether a code of a device came with one of the calls, or the caller had signed in with one; null where that is not known.</summary>
    public bool? MfaAuthenticated { get; init; }

    /// <summary>Whether the call that made the session was found.</summary>
    public bool Found { get; init; }

    /// <summary>Why it was not found, or how sure it is that it is the one, a sentence; null where it is certain.</summary>
    public string? Why { get; init; }

    /// <summary>The policies that were passed when the session was made; not written with results.</summary>
    public IReadOnlyList<RecordedPolicy> Policies { get; init; } = [];
}
