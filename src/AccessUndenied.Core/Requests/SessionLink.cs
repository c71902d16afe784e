namespace AccessUndenied.Requests;

/// <summary>One call of those that led to a session.</summary>
public sealed class SessionLink(string principal, string action, DateTimeOffset? time, string? eventId)
{
    /// <summary>Who made it.</summary>
    public string Principal { get; } = principal;

    /// <summary>What was called, such as <c>sts:AssumeRole</c>.</summary>
    public string Action { get; } = action;

    /// <summary>When, in UTC; null where its record does not tell.</summary>
    public DateTimeOffset? Time { get; } = time;

    /// <summary>The id of its record; null where it has none.</summary>
    public string? EventId { get; } = eventId;

    /// <summary>The external id that was passed with it; null where none was, or nobody knows.</summary>
    public string? ExternalId { get; init; }

    /// <summary>For how many seconds the session was asked for; null where that was left to the provider, or nobody knows.</summary>
    public int? DurationSeconds { get; init; }

    /// <summary>The keys of the tags that go along with the session into the sessions after it; not written with results.</summary>
    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    /// <summary>The source identity that was passed with it; null where none was, or nobody knows; not written with results.</summary>
    public string? SourceIdentity { get; init; }

    /// <summary>The call as the request that it was, with what its record tells of it; null where too little is known; not written with results.</summary>
    public AuthorizationRequest? Request { get; init; }
}
