using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>Rebuilds policies as they were at a moment, from dated snapshots and the calls in trails that changed policies.</summary>
/// <remarks>
/// Trails are read when the first moment is asked for, unless they were before; of their records those that change policies count. It grows with policies and changes.
/// A policy is known where a call set it or a snapshot saw it, and nothing else may have changed it up to the moment; else it is unavailable, with the reason.
/// Without a dated snapshot, or where neither trail nor snapshots tell of any change, there is no history, and the answer is null.
/// Rules HIST-01 to HIST-10.
/// </remarks>
public sealed class PolicyHistory : IPolicyHistory
{
    private readonly PolicyWrites _writes = new();
    private readonly TrailPass _pass;
    private readonly Lazy<IReadOnlyList<SnapshotContents>> _contents;
    private readonly bool _hasSeveral;
    private readonly IReadOnlyList<IResourcePolicyProvider> _providers;
    private readonly Lazy<Task<RebuiltPolicies?>> _reading;

    /// <summary>A history over snapshots and trails.</summary>
    /// <param name="snapshotPaths">Snapshots; those without a date hold at every moment, where no other tells more.</param>
    /// <param name="organizationPath">A file such as <c>scp_data.json</c>, which has no date; null for none.</param>
    /// <param name="pass">The reading of the trails, which has not begun, from the earliest snapshot or before the refusals to the last snapshot.</param>
    /// <param name="providers">Who is asked for the policies of resources that snapshots cannot tell of.</param>
    /// <remarks>Snapshots are opened when there is a change to tell of; one that cannot be read is an error then (<see cref="SnapshotFormatException"/>).</remarks>
    public PolicyHistory(
        IEnumerable<string> snapshotPaths, string? organizationPath, TrailPass pass, params IEnumerable<IResourcePolicyProvider> providers)
        : this([.. snapshotPaths], organizationPath, pass, providers)
    {
    }

    internal PolicyHistory(
        IReadOnlyList<SnapshotContents> contents, TrailPass pass, params IEnumerable<IResourcePolicyProvider> providers)
        : this(new Lazy<IReadOnlyList<SnapshotContents>>(contents), contents.Count > 1, pass, providers)
    {
    }

    private PolicyHistory(
        string[] paths, string? organizationPath, TrailPass pass, IEnumerable<IResourcePolicyProvider> providers)
        : this(new Lazy<IReadOnlyList<SnapshotContents>>(() => Open(paths, organizationPath)), paths.Length > 1, pass, providers)
    {
    }

    private PolicyHistory(
        Lazy<IReadOnlyList<SnapshotContents>> contents, bool hasSeveral, TrailPass pass, IEnumerable<IResourcePolicyProvider> providers)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(providers);
        pass.Observe(_writes);
        _pass = pass;
        _providers = [.. providers];
        _contents = contents;
        _hasSeveral = hasSeveral;
        _reading = new(() => Task.Run(ReadAsync));
    }

    /// <summary>Whether requests are decided by the policies of their moment; else by those after the last change that is known.</summary>
    /// <value>Default: true.</value>
    public bool IsAtEvent { get; init; } = true;

    /// <summary>Whether gaps of the trails are told of also where no policy is known to have changed.</summary>
    /// <value>Default: false.</value>
    public bool TellsGaps { get; init; }

    /// <summary>Snapshots that are kept in Git: each committed version that has a date is one more snapshot, of its time.</summary>
    /// <value>Paths of files in working trees; default none. <c>git</c> is run to read them, and nothing of the repository is; up to 500 versions and 1 GB of them count, the newest first.</value>
    public IReadOnlyList<string> CommittedSnapshots { get; init; } = [];

    async ValueTask<bool> IPolicyHistory.IsEmptyAsync(CancellationToken cancellationToken) => await _reading.Value.WaitAsync(cancellationToken).ConfigureAwait(false) is null;

    async ValueTask<PolicyMoment?> IPolicyHistory.FindAsync(AuthorizationRequest request, DateTimeOffset time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await _reading.Value.WaitAsync(cancellationToken).ConfigureAwait(false) is { } rebuilt ? await rebuilt.FindAsync(request, time, cancellationToken).ConfigureAwait(false) : null;
    }

    async ValueTask<PolicySpan?> IPolicyHistory.FindSpanAsync(AuthorizationRequest request, DateTimeOffset time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await _reading.Value.WaitAsync(cancellationToken).ConfigureAwait(false) is { } rebuilt ? await rebuilt.FindSpanAsync(request, time, cancellationToken).ConfigureAwait(false) : null;
    }

    async ValueTask<PolicySet> IPolicyHistory.GetPoliciesAsync(AuthorizationRequest request, RecordedChange change, bool after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(change);
        var rebuilt = await _reading.Value.WaitAsync(cancellationToken).ConfigureAwait(false) ?? throw new ArgumentException(HistoryMessages.NoSuchChange, nameof(change));
        return await rebuilt.GetPoliciesAsync(request, change, after, cancellationToken).ConfigureAwait(false);
    }

    private static List<SnapshotContents> Open(IEnumerable<string> paths, string? organizationPath)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var contents = paths.Select(path => new SnapshotBuilder().AddFile(path).Contents).ToList();
        if (organizationPath is not null)
        {
            contents.Add(new SnapshotBuilder().AddOrganizationFile(organizationPath).Contents);
        }

        return contents;
    }

    // Null where nothing is known to have changed, so that the policies of now are those of every moment.
    private async Task<RebuiltPolicies?> ReadAsync()
    {
        await _pass.ReadAsync().ConfigureAwait(false);
        var (events, coverage) = (_writes.Events, _writes.Coverage);
        if (events.Count == 0 && !_hasSeveral && CommittedSnapshots.Count == 0 && !TellsGaps && !coverage.HasLosses)
        {
            return null;
        }

        var named = _contents.Value.Where(one => one.CollectedAt is not null).ToList();
        var committed = CommittedSnapshots.SelectMany(GitVersions.Of).Where(one => !named.Exists(other => other.CollectedAt == one.CollectedAt));
        DatedSnapshot[] dated = [.. committed.Concat(named).Select(one => new DatedSnapshot(one, one.CollectedAt!.Value))];
        var index = new HistoryIndex(events, dated, coverage);
        return dated.Length == 0 || (index.Carriers.Count == 0 && !TellsGaps && !coverage.HasLosses) ? null
            : new(index, new(index, [.. _contents.Value.Where(one => one.CollectedAt is null)], _providers), dated) { IsAtEvent = IsAtEvent, TellsGaps = TellsGaps };
    }
}
