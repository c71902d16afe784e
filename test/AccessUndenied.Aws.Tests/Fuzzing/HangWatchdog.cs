namespace AccessUndenied.Aws.Tests.Fuzzing;

/// <summary>Ends the process, with the input in a file, where one does not come to an end; for runs that somebody starts, not for the suite.</summary>
/// <remarks>What is counted is the time that the process computes: on a busy machine a short input may take minutes.</remarks>
internal sealed class HangWatchdog : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);

    private readonly Timer _timer;
    private readonly TimeSpan _limit;
    private readonly string _folder;
    private readonly Func<(string Name, byte[] Bytes)> _current;
    private long _begun;
    private long _number;
    private long _numberLooked;

    public HangWatchdog(TimeSpan limit, string folder, Func<(string Name, byte[] Bytes)> current)
    {
        _limit = limit;
        _folder = folder;
        _current = current;
        _timer = new(_ => Look(), null, s_interval, s_interval);
    }

    /// <summary>Notes that another input begins.</summary>
    public void Begin() => Interlocked.Increment(ref _number);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var (number, computed) = (Interlocked.Read(ref _number), Environment.CpuUsage.TotalTime.Ticks);
        if (number != _numberLooked)
        {
            (_numberLooked, _begun) = (number, computed);
        }
        else if (computed - _begun > _limit.Ticks)
        {
            var (name, bytes) = _current();
            Directory.CreateDirectory(_folder);
            File.WriteAllBytes(Path.Combine(_folder, $"{name.Replace(' ', '-')}-without-end.input"), bytes);
            Environment.FailFast($"{name} does not end with {Convert.ToBase64String(bytes)}");
        }
    }
}
