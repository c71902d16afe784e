using System.Text.Json;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Collects all that offline analysis needs into a snapshot.</summary>
/// <remarks>
/// What one run has read is there for the next one until the snapshot is whole; then the file appears at once. Beside the largest page,
/// memory does not grow with the accounts. What cannot be read is named in the snapshot, and does not end the collection.
/// </remarks>
public sealed class SnapshotCollector
{
    private readonly AwsConnection _connection;
    private readonly IResourcePolicyProvider[] _providers;

    /// <summary>A collector over <paramref name="connection"/>.</summary>
    /// <param name="connection">The way to the accounts; it stays its owner's to dispose of.</param>
    /// <param name="providers">Providers of resource policies beside those that are always there; null for none.</param>
    public SnapshotCollector(AwsConnection connection, IEnumerable<IResourcePolicyProvider>? providers = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
        _providers = [.. providers ?? []];
    }

    /// <summary>Collects and writes the snapshot.</summary>
    /// <param name="collection">What to collect.</param>
    /// <param name="progress">Told how far it has come; null for nobody.</param>
    /// <param name="cancellationToken">Stops it; the next run goes on from there.</param>
    /// <exception cref="AwsAccessException">There are no valid credentials, or nothing at all could be read.</exception>
    /// <exception cref="SnapshotFormatException">The organization's file cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    public async Task<CollectionSummary> CollectAsync(SnapshotCollection collection, IProgress<CollectionProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(collection);
        var caller = await _connection.GetCallerAsync(cancellationToken).ConfigureAwait(false);
        var accounts = collection.Accounts.Count > 0 ? collection.Accounts.Distinct(StringComparer.Ordinal).ToList() : [caller.AccountId];
        var parts = new CollectionParts(collection.OutputPath + ".parts", _connection.Time);
        var run = new SnapshotRun(_connection, _providers, parts, collection, accounts, progress);
        await run.CollectAccountsAsync(cancellationToken).ConfigureAwait(false);
        await run.CollectResourcesAsync(caller.AccountId, cancellationToken).ConfigureAwait(false);
        await run.CollectAuthorizationsAsync(cancellationToken).ConfigureAwait(false);
        await run.CollectOrganizationAsync(cancellationToken).ConfigureAwait(false);
        await run.CollectObjectTagsAsync(caller.AccountId, cancellationToken).ConfigureAwait(false);
        await AtomicFile.WriteAsync(collection.OutputPath, stream => run.WriteAsync(stream, cancellationToken), cancellationToken).ConfigureAwait(false);
        var summary = run.Summary();
        if (summary.IsComplete)
        {
            parts.Delete();
        }

        return summary;
    }
}
