namespace AccessUndenied.Aws.Requests.Sessions;

/// <summary>Keeps the calls that made sessions, so that a later run finds those whose record it does not read.</summary>
/// <remarks>
/// A kept call is JSON of this library's own, of some hundred bytes: who called, when, and what was passed, and no credentials. Whoever can write to the store can say who is behind a
/// session: keep it where only the owner can.
/// </remarks>
public interface ISessionStore
{
    /// <summary>All that was kept, in any order.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    IAsyncEnumerable<ReadOnlyMemory<byte>> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Keeps these, in the place of all that was kept before.</summary>
    /// <param name="calls">The calls, which are to be read once.</param>
    /// <param name="cancellationToken">Ends it; what was kept before then stays.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    ValueTask SaveAsync(IEnumerable<ReadOnlyMemory<byte>> calls, CancellationToken cancellationToken);
}
