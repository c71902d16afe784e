using AccessUndenied.Aws.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Knows the calls that made sessions, mostly from the trail that holds the denials too.</summary>
/// <remarks>Called from several threads at once. Rules SESS-01, SESS-03 to SESS-06.</remarks>
internal interface ISessionSource
{
    /// <summary>The session behind <paramref name="record"/>; null where its caller has none, or nobody is to be told that it was not found.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    ValueTask<SessionFacts?> FindAsync(CloudTrailEvent record, CancellationToken cancellationToken);
}
