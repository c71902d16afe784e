using System.Diagnostics;
using System.Diagnostics.Metrics;
using AccessUndenied.Simulation;

namespace AccessUndenied.Observability;

/// <summary>The instruments of the one meter.</summary>
/// <remarks>Without a listener each costs one look at a flag.</remarks>
internal static class Instruments
{
    private const string Hit = "hit";
    private const string Miss = "miss";

    private static readonly Meter s_meter = new(Spans.SourceName, Version);

    private static readonly Counter<long> s_events =
        s_meter.CreateCounter<long>("access_undenied.events", "{event}", "Events analyzed, by assessment.");

    private static readonly Histogram<double> s_duration =
        s_meter.CreateHistogram<double>("access_undenied.event.duration", "s", "How long the analysis of one event took, by assessment.");

    private static readonly Counter<long> s_apiCalls =
        s_meter.CreateCounter<long>("access_undenied.api.calls", "{call}", "Calls to the provider's API, each try counted, by service and outcome.");

    private static readonly Counter<long> s_cacheLookups =
        s_meter.CreateCounter<long>("access_undenied.cache.lookups", "{lookup}", "Questions to the caches of policies, by cache and result.");

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

    public static void CountApiCall(string service, string outcome)
    {
        if (s_apiCalls.Enabled)
        {
            s_apiCalls.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Service, service), new KeyValuePair<string, object?>(TelemetryTags.Outcome, outcome));
        }
    }

    public static void CountLookup(string cache, bool isHit)
    {
        if (s_cacheLookups.Enabled)
        {
            s_cacheLookups.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Cache, cache), new KeyValuePair<string, object?>(TelemetryTags.CacheResult, isHit ? Hit : Miss));
        }
    }
}
