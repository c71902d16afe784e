using System.Collections.Concurrent;
using System.Text.Json;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Snapshots;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Reads an account's authorization details page by page into parts, and on from where an earlier run stopped.</summary>
internal sealed class AccountDetailsCollector
{
    private static readonly string[] s_lists = ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"];

    private readonly AwsConnection _connection;
    private readonly CollectionParts _parts;
    private readonly ConcurrentDictionary<(string Account, int Page, string List), int> _counts = new();
    private readonly ConcurrentDictionary<string, int> _unfinished = new(StringComparer.Ordinal);
    private volatile bool _askForObjectTags;

    public AccountDetailsCollector(AwsConnection connection, CollectionParts parts)
    {
        _connection = connection;
        _parts = parts;
    }

    /// <summary>Whether a policy that was read asks for the tags of S3 objects.</summary>
    public bool AskForObjectTags => _askForObjectTags;

    /// <summary>Reads all pages that are missing; the number of pages.</summary>
    /// <exception cref="AwsCallException">A page cannot be read; those before it stay.</exception>
    public async Task<int> CollectAsync(string accountId, Action<int> report, CancellationToken cancellationToken)
    {
        var entities = 0;
        string? marker = null;
        var pages = new PageTokens("iam:GetAccountAuthorizationDetails", accountId);
        for (var page = 0; ; page++)
        {
            var name = CollectionParts.PageOf(accountId, page);
            if (_parts.TryRead(name) is not { } content)
            {
                content = await ReadAsync(accountId, marker, cancellationToken).ConfigureAwait(false);
                await _parts.WriteAsync(name, content, cancellationToken).ConfigureAwait(false);
            }

            if (ObjectTags.AreAskedIn(content))
            {
                _askForObjectTags = true;
            }

            using var json = JsonDocument.Parse(content);
            foreach (var list in s_lists)
            {
                var count = json.RootElement.Items(list).Count();
                _counts[(accountId, page, list)] = count;
                entities += count;
            }

            report(entities);
            marker = json.RootElement.Text("Next");
            _unfinished[accountId] = page;
            if (!pages.GoesOnWith(marker))
            {
                _unfinished.TryRemove(accountId, out _);
                return page + 1;
            }
        }
    }

    /// <summary>Writes the details that were read, whether or not they are whole.</summary>
    public async Task WriteAsync(Utf8JsonWriter writer, string accountId, CancellationToken cancellationToken)
    {
        writer.WriteStartObject("AuthorizationDetails");
        foreach (var list in s_lists)
        {
            // A page that came twice counts once.
            var written = new HashSet<string>(StringComparer.Ordinal);
            writer.WriteStartArray(list);
            for (var page = 0; _counts.TryGetValue((accountId, page, list), out var count); page++)
            {
                // Users come before groups, groups before roles: most pages have nothing of most lists.
                if (count == 0)
                {
                    continue;
                }

                if (_parts.TryRead(CollectionParts.PageOf(accountId, page)) is not { } content)
                {
                    _unfinished[accountId] = page;
                    break;
                }

                using var json = JsonDocument.Parse(content);
                foreach (var entity in json.RootElement.Items(list).Where(entity => written.Add(entity.Text("Arn") ?? "")))
                {
                    entity.WriteTo(writer);
                }

                await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            writer.WriteEndArray();
        }

        writer.WriteBoolean("IsTruncated", _unfinished.ContainsKey(accountId));
        writer.WriteEndObject();
    }

    private async Task<byte[]> ReadAsync(string accountId, string? marker, CancellationToken cancellationToken)
    {
        var access = await _connection.ForAccountAsync(accountId, cancellationToken).ConfigureAwait(false);
        var iam = access.Client((owner, region) => new IdentityManagementClient(owner, region));
        var page = await iam.GetAccountAuthorizationDetailsAsync(marker, cancellationToken).ConfigureAwait(false);
        return CollectedJson.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("Next", page.Flag("IsTruncated") ? page.Text("Marker") : null);
            foreach (var list in s_lists)
            {
                writer.WriteStartArray(list);
                foreach (var entity in page.Items(list))
                {
                    writer.WriteRawValue(IamJson.Of(entity), skipInputValidation: true);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        });
    }
}
