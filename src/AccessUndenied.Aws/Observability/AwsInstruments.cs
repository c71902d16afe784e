using System.Diagnostics;
using System.Diagnostics.Metrics;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Observability;

namespace AccessUndenied.Aws.Observability;

/// <summary>What is traced and measured of the calls to AWS and of what is kept of their answers, in the libraries' one source and meter by name.</summary>
/// <remarks>Without a listener each costs one look at a flag. No tag holds a name, an address or the text of a policy.</remarks>
internal static class AwsInstruments
{
    /// <summary>The name of the span of a call.</summary>
    public const string ApiCall = "AccessUndenied.ApiCall";

    private static readonly string s_version = typeof(AwsInstruments).Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "";

    private static readonly ActivitySource s_source = new(AccessUndeniedTelemetry.SourceName, s_version);

    private static readonly Meter s_meter = new(AccessUndeniedTelemetry.SourceName, s_version);

    private static readonly Counter<long> s_apiCalls =
        s_meter.CreateCounter<long>("access_undenied.api.calls", "{call}", "Calls to the provider's API, each try counted, by service and outcome.");

    private static readonly Counter<long> s_cacheLookups =
        s_meter.CreateCounter<long>("access_undenied.cache.lookups", "{lookup}", "Questions to the caches of policies, by cache and result.");

    /// <summary>Begins the span of a call that needs <paramref name="permission"/>; null when nobody listens.</summary>
    public static Activity? StartApiCall(string permission) => s_source.StartActivity(ApiCall)?.AddTag(AwsTelemetryTags.Operation, permission);

    /// <summary>Ends a call, whose <paramref name="span"/> may be null.</summary>
    public static void EndApiCall(Activity? span, string permission, string outcome)
    {
        span?.AddTag(AwsTelemetryTags.Outcome, outcome);
        if (s_apiCalls.Enabled)
        {
            s_apiCalls.Add(1, new(AwsTelemetryTags.Service, ActionName.ServiceOf(permission).ToString()), new(AwsTelemetryTags.Outcome, outcome));
        }
    }

    /// <summary>Counts a question to <paramref name="cache"/>.</summary>
    public static void CountLookup(string cache, bool isHit)
    {
        if (s_cacheLookups.Enabled)
        {
            s_cacheLookups.Add(1, new(AwsTelemetryTags.Cache, cache), new(AwsTelemetryTags.CacheResult, isHit ? "hit" : "miss"));
        }
    }
}
