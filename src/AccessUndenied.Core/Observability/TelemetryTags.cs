namespace AccessUndenied.Observability;

/// <summary>The names of the tags of spans and measurements.</summary>
internal static class TelemetryTags
{
    /// <summary>The event's id.</summary>
    public const string EventId = "access_undenied.event.id";

    /// <summary>The service that refused.</summary>
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
}
