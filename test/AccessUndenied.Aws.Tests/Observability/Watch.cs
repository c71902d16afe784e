using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AccessUndenied.Aws.Tests.Observability;

/// <summary>Listens to the libraries, and hears alone what follows from the test that made it: others may run at the same time.</summary>
internal sealed class Watch : IDisposable
{
    private const string Name = "AccessUndenied";

    private static readonly AsyncLocal<Watch?> s_current = new();

    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ConcurrentQueue<(string Instrument, double Value, string Tags)> _measurements = new();
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    public Watch()
    {
        s_current.Value = this;
        _activities = new()
        {
            ShouldListenTo = source => source.Name == Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => s_current.Value == this ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (s_current.Value == this)
                {
                    _spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.Start();
    }

    /// <summary>The spans, in the order of their ends.</summary>
    public IReadOnlyList<Activity> Spans => [.. _spans];

    public IReadOnlyList<(string Instrument, double Value, string Tags)> Measurements => [.. _measurements];

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
        s_current.Value = null;
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (s_current.Value == this)
        {
            _measurements.Enqueue((instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
        }
    }
}
