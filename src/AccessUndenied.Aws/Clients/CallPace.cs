namespace AccessUndenied.Aws.Clients;

/// <summary>Keeps the calls of one client apart, those that are made again as well.</summary>
/// <remarks>For calls that follow one another. Units: between the starts of two calls there is the interval at least.</remarks>
internal sealed class CallPace
{
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private long? _last;

    public CallPace(TimeSpan interval, TimeProvider time)
    {
        _interval = interval;
        _time = time;
    }

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        // Timers may go off a little early.
        while (_last is { } last && _interval - _time.GetElapsedTime(last) is var rest && rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, _time, cancellationToken).ConfigureAwait(false);
        }

        _last = _time.GetTimestamp();
    }
}
