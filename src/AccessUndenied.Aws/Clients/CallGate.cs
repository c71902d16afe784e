using Amazon.Runtime;
using Microsoft.Extensions.Logging;

namespace AccessUndenied.Aws.Clients;

/// <summary>Lets so many calls through at a time, and has patience with services that ask for it.</summary>
/// <remarks>
/// The SDK tries again a few times and gives up when too many calls of a client were throttled; reading a whole organization is
/// throttled as a matter of course. Units: waits start at the base delay, double, and end at 20 s; about five minutes in all.
/// </remarks>
internal sealed class CallGate : IDisposable
{
    private const int MaxPatience = 24;
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _slots;
    private readonly TimeSpan _baseDelay;
    private readonly TimeProvider _time;

    public CallGate(int maxConcurrency, TimeSpan baseDelay, TimeProvider time, ILogger logger)
    {
        Logger = logger;
        _slots = new(maxConcurrency, maxConcurrency);
        _baseDelay = baseDelay;
        _time = time;
    }

    /// <summary>Where calls are logged.</summary>
    public ILogger Logger { get; }

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(call, cancellationToken).ConfigureAwait(false);
            }
            catch (AmazonServiceException exception) when (attempt < MaxPatience && AwsFaults.IsThrottling(exception))
            {
                await Task.Delay(DelayAfter(attempt), _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task<T> RunOnceAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await call(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _slots.Release();
        }
    }

    // Full jitter, so that those who were throttled together do not come back together.
    private TimeSpan DelayAfter(int attempt)
    {
        var ceiling = Math.Min(_baseDelay.TotalMilliseconds * Math.Pow(2, attempt), s_longestDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(ceiling * (0.5 + (0.5 * Random.Shared.NextDouble())));
    }
}
