using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies;

/// <summary>Finds AWS's own records of refusals in a <see cref="Snapshot"/>, which collected them in time.</summary>
internal sealed class SnapshotAuthorizationDetailsSource : IAuthorizationDetailsSource
{
    private readonly Snapshot _snapshot;

    public SnapshotAuthorizationDetailsSource(Snapshot snapshot) => _snapshot = snapshot;

    public ValueTask<AuthorizationDetailsLookup> FindAsync(AuthorizationDetailsQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new(_snapshot.FindAuthorization(query.Id) is { IsNull: false } entry
            ? AuthorizationEntry.Read(entry.Bytes, "file")
            : new AuthorizationDetailsLookup.Unavailable(SnapshotMessages.NoAuthorizationDetails));
    }
}
