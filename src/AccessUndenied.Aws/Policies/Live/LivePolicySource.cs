using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Finds the policies of a request in the accounts themselves.</summary>
/// <remarks>
/// Of each request it reads what a snapshot would hold of it (the caller, the resource, the endpoint, the way from the organization's
/// root) and lets <see cref="SnapshotPolicySource"/> answer from that, so that live and offline analysis cannot differ. What was read
/// is kept, up to a number of answers, and read once for all who ask at the same time. What cannot be read is named in
/// <see cref="PolicySet.Unavailable"/> with the missing permission and the account.
/// </remarks>
internal sealed class LivePolicySource : IPolicySource
{
    private const long MaxDocumentBytes = 64L << 20;

    private readonly AnswerCache<PrincipalKey> _principals;
    private readonly AnswerCache<ResourceQuery> _resources;
    private readonly AnswerCache<EndpointQuery> _endpoints;
    private readonly AnswerCache<(ObjectTagQuery Object, string Owner)> _objectTags;
    private readonly AnswerCache<string> _places;
    private readonly BoundedCache<Fragments, SnapshotPolicySource> _sources;
    private readonly PolicyDocumentCache _documents = new(MaxDocumentBytes);

    /// <summary>A source over <paramref name="connection"/>.</summary>
    public LivePolicySource(AwsConnection connection)
        : this(connection, [])
    {
    }

    /// <summary>A source over <paramref name="connection"/> that asks <paramref name="providers"/> first for the policies of resources.</summary>
    /// <param name="connection">The way to the accounts; it stays its owner's to dispose of.</param>
    /// <param name="providers">Providers beside those that are always there.</param>
    /// <param name="organizationPath">A file such as <c>scp_data.json</c> to take the organization from; null to read it from AWS.</param>
    /// <exception cref="SnapshotFormatException">The organization's file cannot be read, or holds no organization.</exception>
    public LivePolicySource(AwsConnection connection, IEnumerable<IResourcePolicyProvider> providers, string? organizationPath = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(providers);
        var limit = connection.Options.MaxCachedAnswers;
        var file = organizationPath is null ? null : OrganizationFile.Open(organizationPath);
        if (file is not null)
        {
            connection.Trusted.AddAllMembers(file.AccountIds);
        }

        var places = new OrganizationPathCollector(connection, new(connection));
        _principals = new("principals", new PrincipalCollector(connection, new(limit)).CollectAsync, limit, connection.Time);
        _resources = new("resources", new ResourceCollector(connection, providers, file?.AccountIds).CollectAsync, limit, connection.Time);
        _endpoints = new("endpoints", new EndpointCollector(connection).CollectAsync, limit, connection.Time);
        var tags = new ObjectTagCollector(connection);
        _objectTags = new("object tags", (query, token) => tags.CollectAsync(query.Object, query.Owner, token), limit, connection.Time);
        _places = new("organization", file is null ? places.CollectAsync : (account, _) => Task.FromResult(file.PathOf(account)), limit, connection.Time);
        _sources = new(limit);
        (Limit, Time) = (limit, connection.Time);
    }

    /// <inheritdoc/>
    public async ValueTask<PolicySet> GetPoliciesAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var parts = await CollectAsync(request, cancellationToken).ConfigureAwait(false);
        var source = _sources.TryGet(parts, out var known) ? known : _sources.Keep(parts, new(parts.ToSnapshot(_documents)));
        return await source.GetPoliciesAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What a snapshot would hold of <paramref name="request"/>, read now or not long ago, and a key by which the same answers are known again.</summary>
    internal async ValueTask<(object Key, Func<SnapshotContents> Read)> CollectContentsAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        var parts = await CollectAsync(request, cancellationToken).ConfigureAwait(false);
        return (parts, parts.ToContents);
    }

    /// <summary>How many answers are kept.</summary>
    internal int Limit { get; }

    /// <summary>The time.</summary>
    internal TimeProvider Time { get; }

    private async Task<Fragments> CollectAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        var key = PrincipalKey.Of(request.Principal);
        var caller = LiveQueries.AccountOf(request.Principal);
        var principal = _principals.GetAsync(key, cancellationToken);

        // What the caller would be able to do as the role, whoever lets it take that on has to know.
        var target = LiveQueries.RoleToAssume(request) is { } role ? _principals.GetAsync(PrincipalKey.Of(role), cancellationToken) : null;
        var endpoint = LiveQueries.EndpointOf(request, caller) is { } asked ? _endpoints.GetAsync(asked, cancellationToken) : null;
        var place = caller is null ? null : _places.GetAsync(caller, cancellationToken);
        var resource = ResourceQuery.Of(request.Resource, caller, request.Action) is { } query ? _resources.GetAsync(query, cancellationToken) : null;
        var found = resource is null ? null : await resource.ConfigureAwait(false);
        var owner = found?.AccountId ?? request.Resource.AccountId ?? caller;
        var ownersPlace = owner is null || owner == caller ? null : _places.GetAsync(owner, cancellationToken);
        var parts = new Fragments(
            found,
            await principal.ConfigureAwait(false),
            endpoint is null ? null : await endpoint.ConfigureAwait(false),
            place is null ? null : await place.ConfigureAwait(false),
            ownersPlace is null ? null : await ownersPlace.ConfigureAwait(false))
        {
            Target = target is null ? null : await target.ConfigureAwait(false),
        };
        return owner is not null && ObjectTagQuery.Of(request) is { } tagged && parts.AskForObjectTags
            ? parts with { ObjectTags = await _objectTags.GetAsync((tagged, owner), cancellationToken).ConfigureAwait(false) }
            : parts;
    }

    // In the order in which they are added: of a role that is both caller and resource, the caller's fragment has more.
    private sealed record Fragments(Fragment? Resource, Fragment Principal, Fragment? Endpoint, Fragment? CallersPlace, Fragment? OwnersPlace)
    {
        public Fragment? ObjectTags { get; init; }

        public Fragment? Target { get; init; }

        public bool AskForObjectTags => Principal.AsksForObjectTags || Resource?.AsksForObjectTags == true || Endpoint?.AsksForObjectTags == true
            || CallersPlace?.AsksForObjectTags == true || OwnersPlace?.AsksForObjectTags == true;

        public Snapshot ToSnapshot(PolicyDocumentCache documents) => Builder().Build(documents);

        public SnapshotContents ToContents() => Builder().Contents;

        private SnapshotBuilder Builder()
        {
            var builder = new SnapshotBuilder();
            foreach (var fragment in (ReadOnlySpan<Fragment?>)[Resource, Target, Principal, Endpoint, CallersPlace, OwnersPlace, ObjectTags])
            {
                if (fragment is not null)
                {
                    builder.Add(fragment.Utf8, fragment.Name);
                }
            }

            return builder;
        }
    }
}
