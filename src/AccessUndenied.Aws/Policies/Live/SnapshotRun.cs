using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>One run of a collection.</summary>
internal sealed class SnapshotRun
{
    private const int AccountsAtATime = 4;

    private readonly AwsConnection _connection;
    private readonly CollectionParts _parts;
    private readonly AccountDetailsCollector _details;
    private readonly ResourceCollector _resources;
    private readonly EndpointCollector _endpoints;
    private readonly IReadOnlyList<string> _accounts;
    private readonly IProgress<CollectionProgress>? _progress;
    private readonly SnapshotCollection _collection;
    private readonly OrganizationFile? _organization;
    private readonly CollectedSnapshot _collected = new();
    private readonly AuthorizationRun _authorizations;
    private readonly HashSet<string> _withDetails = new(StringComparer.Ordinal);
    private readonly HashSet<ObjectTagQuery> _objects = [];
    private bool _asksForObjectTags;
    private int _resourceCount;

    public SnapshotRun(
        AwsConnection connection,
        IEnumerable<IResourcePolicyProvider> providers,
        CollectionParts parts,
        SnapshotCollection collection,
        IReadOnlyList<string> accounts,
        IProgress<CollectionProgress>? progress)
    {
        _organization = collection.OrganizationPath is { } path ? OrganizationFile.Open(path) : null;
        _collection = collection;
        _connection = connection;
        _parts = parts;
        connection.Trusted.Add([.. accounts, .. OwnersOf(collection.Resources)]);
        if (_organization is not null)
        {
            connection.Trusted.AddAllMembers(_organization.AccountIds);
        }

        _details = new(connection, parts);
        _authorizations = new(connection, parts);
        _resources = new(connection, providers, _organization?.AccountIds);
        _endpoints = new(connection);
        _accounts = accounts;
        _progress = progress;
    }

    public async Task CollectAccountsAsync(CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AccountsAtATime, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(_accounts, options, async (account, token) =>
        {
            var what = $"users, roles and policies of account {account}";
            try
            {
                await _details.CollectAsync(account, count => _progress?.Report(new(what, count, null)), token).ConfigureAwait(false);
                lock (_collected)
                {
                    _withDetails.Add(account);
                    _collected.Account(account);
                }
            }
            catch (AwsCallException exception)
            {
                lock (_collected)
                {
                    _collected.Account(account).Miss(UnreadEvidence.AuthorizationDetails(account), exception);
                    if (_parts.TryRead(CollectionParts.PageOf(account, 0)) is not null)
                    {
                        _withDetails.Add(account);
                    }
                }
            }
        }).ConfigureAwait(false);
        if (_withDetails.Count == 0)
        {
            throw new AwsAccessException(LiveMessages.NothingCollected(_collected.Accounts.Values.SelectMany(account => account.Unavailable).First().Why));
        }
    }

    public async Task CollectResourcesAsync(string caller, CancellationToken cancellationToken)
    {
        var (resources, endpoints) = await FindQueriesAsync(caller, cancellationToken).ConfigureAwait(false);
        var work = new List<(string Name, Func<CancellationToken, Task<Fragment>> Collect)>();
        work.AddRange(resources.Select(query => (CollectionParts.NameOf("resource", query.ToString()), Collecting(token => _resources.CollectAsync(query, token)))));
        work.AddRange(endpoints.Select(query => (CollectionParts.NameOf("endpoint", query.ToString()), Collecting(token => _endpoints.CollectAsync(query, token)))));
        work.Sort((x, y) => string.CompareOrdinal(x.Name, y.Name));
        var options = new ParallelOptions { MaxDegreeOfParallelism = _connection.Options.MaxConcurrency, CancellationToken = cancellationToken };
        var found = new (byte[] Utf8, bool IsLasting)[work.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, work.Count), options, async (index, token) =>
        {
            found[index] = await ReadAsync(work[index].Name, work[index].Collect, token).ConfigureAwait(false);
            _progress?.Report(new("resources and endpoints", Interlocked.Increment(ref _resourceCount), work.Count));
        }).ConfigureAwait(false);

        // In the order of their names, so that the same accounts give the same file.
        foreach (var (utf8, isLasting) in found)
        {
            Add(utf8, mayPass: !isLasting);
        }

        NoteWhatWasNotAsked();
    }

    /// <summary>Reads AWS's own records of the refusals, once they are known.</summary>
    public Task CollectAuthorizationsAsync(CancellationToken cancellationToken) => _authorizations.CollectAsync(_progress, cancellationToken);

    public async Task CollectOrganizationAsync(CancellationToken cancellationToken)
    {
        const string Part = "organization";
        if (_organization is not null)
        {
            Add(_organization.Whole().Utf8, mayPass: false);
        }
        else if (_parts.TryRead(Part) is { } known)
        {
            Add(known, mayPass: false);
        }
        else if (await new OrganizationTreeReader(_connection).TryReadAsync(_progress, cancellationToken).ConfigureAwait(false) is { } tree)
        {
            var fragment = tree.ToFragment("AWS Organizations");
            await _parts.WriteAsync(Part, fragment.Utf8, cancellationToken).ConfigureAwait(false);
            Add(fragment.Utf8, mayPass: false);
        }
        else
        {
            await ExplainOrganizationAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the tags of the objects that the requests are about, once all policies are there and one of them asks for such tags.</summary>
    public async Task CollectObjectTagsAsync(string caller, CancellationToken cancellationToken)
    {
        if (!_asksForObjectTags && !_details.AskForObjectTags)
        {
            return;
        }

        var collector = new ObjectTagCollector(_connection);
        var objects = _objects.OrderBy(query => query.Arn, StringComparer.Ordinal).ToArray();
        var options = new ParallelOptions { MaxDegreeOfParallelism = _connection.Options.MaxConcurrency, CancellationToken = cancellationToken };
        var found = new (byte[] Utf8, bool IsLasting)[objects.Length];
        var done = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, objects.Length), options, async (index, token) =>
        {
            var query = objects[index];
            var owner = _collected.OwnerOf(query.BucketArn) ?? caller;
            found[index] = await ReadAsync(
                CollectionParts.NameOf("object", query.ToString()), part => collector.CollectAsync(query, owner, part), token).ConfigureAwait(false);
            _progress?.Report(new("tags of objects", Interlocked.Increment(ref done), objects.Length));
        }).ConfigureAwait(false);
        foreach (var (utf8, isLasting) in found)
        {
            Add(utf8, mayPass: !isLasting);
        }
    }

    public async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        var writer = new Utf8JsonWriter(stream, CollectedJson.Indented);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteNumber("SnapshotVersion", SnapshotMessages.KnownVersion);
            writer.WriteString("CollectedAt", _connection.Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            writer.WriteStartObject("Accounts");
            foreach (var (id, account) in _collected.Accounts)
            {
                writer.WriteStartObject(id);
                if (_withDetails.Contains(id))
                {
                    await _details.WriteAsync(writer, id, cancellationToken).ConfigureAwait(false);
                    account.WriteRest(writer);
                }
                else
                {
                    account.WriteMembers(writer);
                }

                writer.WriteEndObject();
                await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            writer.WriteEndObject();
            _collected.WriteOrganization(writer);
            _authorizations.Write(writer);
            writer.WriteEndObject();
        }
    }

    public CollectionSummary Summary() => new(
        _withDetails.Count,
        _resourceCount,
        _collected.Nodes.Count,
        [.. _collected.Accounts.Values.SelectMany(account => account.Unavailable).Select(item => $"{item.What}: {item.Why}").Distinct(StringComparer.Ordinal), .. _authorizations.Unavailable()],
        !_collected.Accounts.Values.Any(account => account.HasPassingFaults));

    private void Add(ReadOnlyMemory<byte> utf8, bool mayPass)
    {
        _asksForObjectTags |= ObjectTags.AreAskedIn(utf8.Span);
        _collected.Add(utf8, _withDetails, mayPass);
    }

    private async Task<(byte[] Utf8, bool IsLasting)> ReadAsync(string name, Func<CancellationToken, Task<Fragment>> collect, CancellationToken cancellationToken)
    {
        if (_parts.TryRead(name) is { } known)
        {
            return (known, true);
        }

        var fragment = await collect(cancellationToken).ConfigureAwait(false);
        if (fragment.IsLasting)
        {
            await _parts.WriteAsync(name, fragment.Utf8, cancellationToken).ConfigureAwait(false);
        }

        return (fragment.Utf8.ToArray(), fragment.IsLasting);
    }

    private static IEnumerable<string> OwnersOf(IEnumerable<string> resources)
    {
        foreach (var text in resources)
        {
            if (Arn.TryParse(text, out var arn) && AccountIds.IsAccountId(arn.AccountId))
            {
                yield return arn.AccountId.ToString();
            }
        }
    }

    private static Func<CancellationToken, Task<Fragment>> Collecting(Func<CancellationToken, Task<Fragment>> collect) => collect;

    private async Task<(HashSet<ResourceQuery> Resources, HashSet<EndpointQuery> Endpoints)> FindQueriesAsync(string caller, CancellationToken cancellationToken)
    {
        var resources = new HashSet<ResourceQuery>();
        var endpoints = new HashSet<EndpointQuery>();
        foreach (var arn in _collection.Resources)
        {
            if (ResourceQuery.Of(new(arn), caller) is { } query)
            {
                resources.Add(query);
            }
        }

        await foreach (var request in AllRequestsAsync(cancellationToken).ConfigureAwait(false))
        {
            var home = LiveQueries.AccountOf(request.Principal);
            if (ResourceQuery.Of(request.Resource, home, request.Action) is { } query)
            {
                resources.Add(query);
            }

            if (ObjectTagQuery.Of(request) is { } tagged)
            {
                _objects.Add(tagged);
            }

            if (LiveQueries.EndpointOf(request, home) is { } endpoint)
            {
                endpoints.Add(endpoint);
            }
        }

        return (resources, endpoints);
    }

    private async IAsyncEnumerable<AuthorizationRequest> AllRequestsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_collection.Requests is { } requests)
        {
            await foreach (var request in requests.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                yield return request;
            }
        }

        if (_collection.Denials is not { } denials)
        {
            yield break;
        }

        await foreach (var denial in denials.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (denial.Authorization is { } query)
            {
                _authorizations.Add(query);
            }

            foreach (var request in denial.Requests)
            {
                yield return request;
            }
        }
    }

    // A map tells of all resources that are not in it that they have no policy; this one was filled with some.
    private void NoteWhatWasNotAsked()
    {
        foreach (var (id, account) in _collected.Accounts)
        {
            if (account.HasResourcePolicies)
            {
                account.Miss(UnreadEvidence.OtherResourcePolicies(id).Because(LiveMessages.OtherResourcesNotAsked));
            }

            if (account.HasEntities && !_withDetails.Contains(id))
            {
                account.Miss(UnreadEvidence.OtherEntities(id).Because(LiveMessages.OtherEntitiesNotAsked(id)));
            }
        }
    }

    private async Task ExplainOrganizationAsync(CancellationToken cancellationToken)
    {
        var paths = new OrganizationPathCollector(_connection, new(_connection));
        foreach (var account in _accounts)
        {
            var fragment = await paths.CollectAsync(account, cancellationToken).ConfigureAwait(false);
            Add(fragment.Utf8, mayPass: !fragment.IsLasting);
        }
    }
}
