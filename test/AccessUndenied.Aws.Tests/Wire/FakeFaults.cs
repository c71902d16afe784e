using System.Collections.Concurrent;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>What goes wrong at the server, on demand.</summary>
internal sealed class FakeFaults
{
    private readonly ConcurrentDictionary<string, byte> _denied = new();
    private readonly ConcurrentDictionary<string, FakeReply> _instead = new();
    private readonly ConcurrentDictionary<string, int> _failures = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _answered = int.MaxValue;
    private int _throttleCount;

    /// <summary>Every how manieth call is throttled; 0 for none.</summary>
    public int ThrottleEvery { get; set; }

    /// <summary>What spoils answers on their way; null for nothing.</summary>
    public FaultLayer? Layer { get; set; }

    /// <summary>Whether everything is denied, but for finding out who calls and assuming roles.</summary>
    public bool EverythingIsDenied { get; set; }

    /// <summary>Whether all session tokens and keys have run out.</summary>
    public bool TokensHaveExpired { get; set; }

    /// <summary>How long each answer takes.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>The operation, such as <c>iam:GetRole</c>, whose answers are cut off in the middle; null for none.</summary>
    public string? CutOff { get; set; }

    /// <summary>Lets every call but the first <paramref name="calls"/> wait for its answer until <see cref="Release"/>, or until whoever asked is gone.</summary>
    public void HoldAfter(int calls) => _answered = calls;

    /// <summary>Answers what waits, and all that comes.</summary>
    public void Release() => _released.SetResult();

    /// <summary>Ends when the call with this number, from 1, may be answered.</summary>
    public Task MayAnswerAsync(int call, CancellationToken gone) => call <= _answered ? Task.CompletedTask : _released.Task.WaitAsync(gone);

    /// <summary>Denies <paramref name="operation"/>, in one account or in all.</summary>
    public void Deny(string operation, string account = "*") => _denied[$"{account} {operation}"] = 0;

    /// <summary>Lets <paramref name="operation"/> fail with status 500 so many times.</summary>
    public void Fail(string operation, int times) => _failures[operation] = times;

    /// <summary>Answers <paramref name="operation"/> with <paramref name="reply"/> instead.</summary>
    public void Answer(string operation, FakeReply reply) => _instead[operation] = reply;

    public FakeReply? Find(string operation, string account)
    {
        if ((EverythingIsDenied && operation is not ("sts:GetCallerIdentity" or "sts:AssumeRole")) || _denied.ContainsKey($"* {operation}") || _denied.ContainsKey($"{account} {operation}"))
        {
            return new FakeReply.FaultReply(403, "AccessDenied", $"not authorized to perform {operation}");
        }

        if (ThrottleEvery > 0 && Interlocked.Increment(ref _throttleCount) % ThrottleEvery == 0)
        {
            return new FakeReply.FaultReply(400, "Throttling", "Rate exceeded");
        }

        if (_failures.TryGetValue(operation, out var left) && left > 0)
        {
            _failures[operation] = left - 1;
            return new FakeReply.FaultReply(500, "InternalFailure", "an internal error");
        }

        return _instead.GetValueOrDefault(operation);
    }
}
