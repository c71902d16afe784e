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
}
