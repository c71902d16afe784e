namespace AccessUndenied.Observability;

/// <summary>The names of the tags of spans and measurements.</summary>
internal static class TelemetryTags
{
    /// <summary>The event's id.</summary>
    public const string EventId = "access_undenied.event.id";

    /// <summary>The service that refused; of an API call, the service that was asked.</summary>
    public const string Service = "access_undenied.service";

    /// <summary>The conclusion, in one of the fixed texts.</summary>
    public const string Assessment = "access_undenied.assessment";

    /// <summary>How many requests stand behind the event.</summary>
    public const string Requests = "access_undenied.requests";

    /// <summary>How much that has a say could not be read.</summary>
    public const string Unavailable = "access_undenied.unavailable";

    /// <summary>The simulator's decision.</summary>
    public const string Decision = "access_undenied.decision";

    /// <summary>How many layers block.</summary>
    public const string Causes = "access_undenied.causes";

    /// <summary>How many ways out were found.</summary>
    public const string Remediations = "access_undenied.remediations";

    /// <summary>The permission that an API call needs, such as <c>iam:GetRole</c>.</summary>
    public const string Operation = "access_undenied.operation";

    /// <summary>How an API call ended.</summary>
    public const string Outcome = "access_undenied.outcome";

    /// <summary>Which cache was asked.</summary>
    public const string Cache = "access_undenied.cache";

    /// <summary>Whether a cache had it: <c>hit</c> or <c>miss</c>.</summary>
    public const string CacheResult = "access_undenied.cache.result";
}
