using System.Collections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AccessUndenied.Cluster.Hosts;

/// <summary>Sends traces and metrics to a collector, where the variables of OpenTelemetry name one: https://opentelemetry.io/docs/specs/otel/protocol/exporter/.</summary>
internal static class Telemetry
{
    private const string Prefix = "OTEL_";
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string TracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private const string MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
    private const string ServiceName = "OTEL_SERVICE_NAME";
    private const string DefaultName = "access-undenied-cluster";

    public static void AddTelemetry(this HostApplicationBuilder builder)
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(one => ((string)one.Key).StartsWith(Prefix, StringComparison.Ordinal) && one.Value is string { Length: > 0 })
            .ToDictionary(one => (string)one.Key, one => (string?)one.Value, StringComparer.Ordinal);
        var (hasTraces, hasMetrics) = (variables.ContainsKey(Endpoint) || variables.ContainsKey(TracesEndpoint), variables.ContainsKey(Endpoint) || variables.ContainsKey(MetricsEndpoint));
        if (!hasTraces && !hasMetrics)
        {
            return;
        }

        // All else that is set by variables of the host is none of its business.
        builder.Configuration.AddInMemoryCollection(variables);
        var telemetry = builder.Services.AddOpenTelemetry();
        if (!variables.ContainsKey(ServiceName))
        {
            telemetry.ConfigureResource(resource => resource.AddService(DefaultName));
        }

        if (hasTraces)
        {
            telemetry.WithTracing(tracing => tracing.AddSource("AccessUndenied").AddOtlpExporter());
        }

        if (hasMetrics)
        {
            telemetry.WithMetrics(metrics => metrics.AddMeter("AccessUndenied", "AccessUndenied.Orleans", "Microsoft.Orleans").AddOtlpExporter());
        }
    }
}
