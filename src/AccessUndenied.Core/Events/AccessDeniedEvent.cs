namespace AccessUndenied.Events;

/// <summary>One record of a refused request, as a provider logged it.</summary>
/// <remarks>
/// A provider derives its own record from this one and adds what its log tells beyond these members; the stages of
/// the same provider (resolver, condition keys) look for that type.
/// </remarks>
public record AccessDeniedEvent
{
    /// <summary>The record's own id; the writer of a report repeats it. Empty when the record has none.</summary>
    public required string Id { get; init; }

    /// <summary>When the request was made, in UTC; null when the record does not tell.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The service that refused, as the log names it, such as <c>lambda.amazonaws.com</c>.</summary>
    public string Service { get; init; } = "";

    /// <summary>The operation that was asked for, as the log names it, such as <c>ListFunctions20150331</c>.</summary>
    public string Operation { get; init; } = "";

    /// <summary>The error code of the refusal; empty when the record has none.</summary>
    public string ErrorCode { get; init; } = "";

    /// <summary>The error text of the refusal; empty when the record has none.</summary>
    public string ErrorMessage { get; init; } = "";

    /// <summary>Where the record was read, such as <c>events.json, record 3</c>; null when it was built in memory.</summary>
    public string? Origin { get; init; }

    /// <summary>Why this record cannot be analyzed, in one sentence that names the place; null when it can.</summary>
    /// <remarks>Such an event gives a result marked <c>Error</c> with this text.</remarks>
    public string? Problem { get; init; }

    /// <summary>What refused where the event's own words tell that no policy did; only beside a <see cref="Problem"/>, since a resolver tells it of every other event.</summary>
    public ServiceRefusal? Refusal { get; init; }
}
