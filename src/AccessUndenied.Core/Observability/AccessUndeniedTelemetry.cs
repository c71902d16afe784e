namespace AccessUndenied.Observability;

/// <summary>By what name the libraries' traces and measurements are listened to.</summary>
public static class AccessUndeniedTelemetry
{
    /// <summary>The name of the source of spans, and of the meter; see docs/observability.md for what they tell.</summary>
    public const string SourceName = "AccessUndenied";
}
