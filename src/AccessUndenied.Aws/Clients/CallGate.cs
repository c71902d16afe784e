using System.Text.Json;
using System.Xml;
using Amazon.Runtime;
using Microsoft.Extensions.Logging;

namespace AccessUndenied.Aws.Clients;

/// <summary>Lets so many calls through at a time, has patience with services that ask for it, and asks again where an answer was none.</summary>
/// <remarks>
/// The SDK tries again a few times and gives up when too many calls of a client were throttled; reading a whole organization is
/// throttled as a matter of course. Units: waits start at the base delay, double, and end at 20 s; about five minutes in all for throttling.
/// A call that was throttled to the end halves the patience of those after it, so that a service that is gone for good does not cost
/// minutes for each of thousands of calls. Every call ends when the run's time is over.
/// </remarks>
internal sealed class CallGate : IDisposable
{
    private const int MaxPatience = 24;
    private const int LeastPatience = 4;

    // Of a call without whose answer there is nothing.
    private const int MoreTries = 4;
    private const int UsualTries = 2;
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _slots;
    private readonly AwsConnectionOptions _options;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end;
    private int _started;
    private int _patience = MaxPatience;

    public CallGate(AwsConnectionOptions options, TimeProvider time, ILogger logger)
    {
        Logger = logger;
        _options = options;
        _slots = new(options.MaxConcurrency, options.MaxConcurrency);
        _time = time;
        _end = new(Timeout.InfiniteTimeSpan, time);
    }

    /// <summary>Where calls are logged.</summary>
    public ILogger Logger { get; }

    /// <summary>Whether the run's time is over.</summary>
    public bool IsOver => _end.IsCancellationRequested;

    /// <summary>Makes a call, and makes it again as long as that is worth it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isVital">Whether everything hangs on its answer, so that it is tried longest.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, bool isVital, CancellationToken cancellationToken)
    {
        if (_options.RunTimeout is { } limit && Interlocked.Exchange(ref _started, 1) == 0)
        {
            _end.CancelAfter(limit);
        }

        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        var token = linked.Token;
        var triesLeft = (_options.MaxErrorRetry ?? UsualTries) + (isVital ? MoreTries : 0);
        var patience = Volatile.Read(ref _patience);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(call, token).ConfigureAwait(false);
            }
            catch (AmazonServiceException exception) when (!token.IsCancellationRequested && AwsFaults.IsThrottling(exception))
            {
                if (attempt >= patience)
                {
                    Volatile.Write(ref _patience, Math.Max(LeastPatience, patience / 2));
                    throw;
                }

                await Task.Delay(DelayAfter(attempt), _time, token).ConfigureAwait(false);
            }
            catch (Exception exception) when (triesLeft > 0 && !token.IsCancellationRequested && IsWorthAnotherTry(exception, isVital))
            {
                triesLeft--;
                await Task.Delay(DelayAfter(attempt), _time, token).ConfigureAwait(false);
            }
        }
    }

    public void Dispose()
    {
        _slots.Dispose();
        _end.Dispose();
    }

    // What the SDK cannot know to be wrong it has not tried again yet.
    private static bool IsWorthAnotherTry(Exception exception, bool isVital) =>
        exception is BadAnswerException or XmlException or JsonException or AmazonUnmarshallingException
        || (isVital && AwsFaults.Of(exception) == AwsFault.Unreachable);

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
        var ceiling = Math.Min(_options.ThrottlingDelay.TotalMilliseconds * Math.Pow(2, attempt), s_longestDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(ceiling * (0.5 + (0.5 * Random.Shared.NextDouble())));
    }
}
