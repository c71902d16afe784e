using System.Collections.Concurrent;
using System.Diagnostics;

namespace AccessUndenied.Samples.Telemetry;

/// <summary>Adds up what each stage of the analysis takes, from the spans of the library.</summary>
public sealed class StageTimes : IDisposable
{
    private readonly ConcurrentDictionary<string, (int Count, TimeSpan Total)> _stages = new(StringComparer.Ordinal);
    private readonly ActivityListener _listener;

    /// <summary>Begins to listen.</summary>
    public StageTimes()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "AccessUndenied",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span => _stages.AddOrUpdate(
                span.OperationName, (1, span.Duration), (_, stage) => (stage.Count + 1, stage.Total + span.Duration)),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>How often each stage ran and what it took in all, by the name of its span.</summary>
    public IReadOnlyDictionary<string, (int Count, TimeSpan Total)> Stages => _stages;

    /// <summary>Ends the listening.</summary>
    public void Dispose() => _listener.Dispose();
}
