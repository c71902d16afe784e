namespace AccessUndenied.Aws.Tests.Fuzzing;

/// <summary>Ends the process with the input in hand where one does not come to an end; for runs that somebody starts, not for the suite.</summary>
internal sealed class HangWatchdog : IDisposable
{
    private readonly Timer _timer;
    private readonly TimeSpan _limit;
    private readonly Func<(string Name, byte[] Bytes)> _current;
    private long _begun = Environment.TickCount64;

    public HangWatchdog(TimeSpan limit, Func<(string Name, byte[] Bytes)> current)
    {
        _limit = limit;
        _current = current;
        _timer = new(_ => Look(), null, limit, limit);
    }

    /// <summary>Notes that another input begins.</summary>
    public void Begin() => Volatile.Write(ref _begun, Environment.TickCount64);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (Environment.TickCount64 - Volatile.Read(ref _begun) > _limit.TotalMilliseconds)
        {
            var (name, bytes) = _current();
            Environment.FailFast($"{name} does not end with {Convert.ToBase64String(bytes)}");
        }
    }
}
