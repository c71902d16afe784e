using System.Diagnostics;
using System.Diagnostics.Metrics;
using AccessUndenied.Results;

namespace AccessUndenied.Observability;

/// <summary>The instruments of the analyzer; a provider has its own, in a meter of the same name.</summary>
/// <remarks>Without a listener each costs one look at a flag.</remarks>
internal static class Instruments
{
    private static readonly Meter s_meter = new(AccessUndeniedTelemetry.SourceName, Version);

    private static readonly Counter<long> s_events =
        s_meter.CreateCounter<long>("access_undenied.events", "{event}", "Events analyzed, by assessment.");

    private static readonly Histogram<double> s_duration =
        s_meter.CreateHistogram<double>("access_undenied.event.duration", "s", "How long the analysis of one event took, by assessment.");

    /// <summary>The version of the library, without the commit.</summary>
    public static string Version => typeof(Instruments).Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "";

    /// <summary>When something began; 0 when nobody wants to know.</summary>
    public static long StartTime() => s_duration.Enabled ? Stopwatch.GetTimestamp() : 0;

    public static void CountEvent(Assessment assessment, long startTime)
    {
        if (s_events.Enabled)
        {
            s_events.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Assessment, assessment.ToText()));
        }

        if (startTime != 0)
        {
            s_duration.Record(Stopwatch.GetElapsedTime(startTime).TotalSeconds, new KeyValuePair<string, object?>(TelemetryTags.Assessment, assessment.ToText()));
        }
    }
}
