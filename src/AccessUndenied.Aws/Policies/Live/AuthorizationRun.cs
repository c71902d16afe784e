using System.Globalization;
using System.Text.Json;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Collects AWS's own records of refusals for a snapshot.</summary>
internal sealed class AuthorizationRun
{
    private readonly AwsConnection _connection;
    private readonly CollectionParts _parts;
    private readonly AuthorizationCollector _collector;
    private readonly Dictionary<string, AuthorizationDetailsQuery> _queries = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> _entries = new(StringComparer.Ordinal);

    public AuthorizationRun(AwsConnection connection, CollectionParts parts)
    {
        _connection = connection;
        _parts = parts;
        _collector = new(connection);
    }

    /// <summary>Wants what <paramref name="query"/> asks for; an id is asked for once.</summary>
    public void Add(AuthorizationDetailsQuery query) => _queries.TryAdd(query.Id, query);

    public async Task CollectAsync(IProgress<CollectionProgress>? progress, CancellationToken cancellationToken)
    {
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = _connection.Options.MaxConcurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(_queries.Values.OrderBy(query => query.Id, StringComparer.Ordinal), options, async (query, token) =>
        {
            var name = CollectionParts.NameOf("authorization", query.Id);
            ReadOnlyMemory<byte> entry;
            if (_parts.TryRead(name) is { } known)
            {
                entry = known;
            }
            else
            {
                var fragment = await _collector.CollectAsync(query, token).ConfigureAwait(false);
                entry = fragment.Utf8;
                if (fragment.IsLasting)
                {
                    await _parts.WriteAsync(name, entry, token).ConfigureAwait(false);
                }
            }

            lock (_entries)
            {
                _entries.Add(query.Id, entry);
                progress?.Report(new("records of refusals", ++done, _queries.Count));
            }
        }).ConfigureAwait(false);
    }

    /// <summary>Writes the member of a snapshot; none where nothing was asked for.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        if (_entries.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("AuthorizationDetails");
        foreach (var (id, entry) in _entries)
        {
            writer.WritePropertyName(id);
            using var json = JsonDocument.Parse(entry, new JsonDocumentOptions { MaxDepth = SnapshotFile.MaxDepth });
            json.RootElement.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>What could not be had, a line a reason.</summary>
    public IEnumerable<string> Unavailable() => _entries.Values.Select(WhyIn).OfType<string>().GroupBy(why => why, StringComparer.Ordinal)
        .Select(same => $"{Refusals(same.Count())}: {same.Key}");

    private static string Refusals(int count) => count == 1 ? "record of a refusal" : string.Create(CultureInfo.InvariantCulture, $"records of {count} refusals");

    private static string? WhyIn(ReadOnlyMemory<byte> entry)
    {
        using var json = JsonDocument.Parse(entry, new JsonDocumentOptions { MaxDepth = SnapshotFile.MaxDepth });
        return json.RootElement.Text(AuthorizationEntry.Why);
    }
}
