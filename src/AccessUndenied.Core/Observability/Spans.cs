using System.Diagnostics;

namespace AccessUndenied.Observability;

/// <summary>The spans: one for each event, and below it one for each stage.</summary>
/// <remarks>Without a listener none is made and nothing is allocated. No tag holds a name, an address or the text of a policy.</remarks>
internal static class Spans
{
    public const string Analyze = "AccessUndenied.Analyze";
    public const string Resolve = "AccessUndenied.Resolve";
    public const string Policies = "AccessUndenied.Policies";
    public const string Simulate = "AccessUndenied.Simulate";
    public const string Explain = "AccessUndenied.Explain";
    public const string Plan = "AccessUndenied.Plan";

    private static readonly ActivitySource s_source = new(AccessUndeniedTelemetry.SourceName, Instruments.Version);

    /// <summary>Begins a span; null when nobody listens.</summary>
    public static Activity? Start(string name) => s_source.StartActivity(name);
}
