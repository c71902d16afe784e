namespace AccessUndenied.Replays;

/// <summary>Tells what recorded calls, allowed and denied, would have met under changed policies.</summary>
/// <remarks>
/// Each call is made the requests that it needed, and these are decided under the policies as they are and as proposed. What was
/// recorded is a witness: where the policies at hand leave a call that succeeded undecided, or deny it, a change is blamed only for
/// what it does itself. A call that several requests make is allowed when all of them are.
/// </remarks>
public interface IReplay
{
    /// <summary>Replays <paramref name="calls"/>, in their order.</summary>
    /// <param name="calls">The calls; read as the results are asked for.</param>
    /// <param name="options">The proposed changes, and how to work.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ChangeFormatException">A change cannot be made of the policies at hand; thrown before the first call is read.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside of its limits.</exception>
    IAsyncEnumerable<ReplayedCall> ReplayAsync(IAsyncEnumerable<RecordedCall> calls, ReplayOptions options, CancellationToken cancellationToken = default);
}
