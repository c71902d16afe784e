using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events.Trails;
using Amazon.S3;
using Amazon.S3.Model;

namespace AccessUndenied.Aws.Fetching.Buckets;

/// <summary>Lists the objects below a prefix in the order of their keys, folder by folder as far as names may follow CloudTrail's layout.</summary>
/// <remarks>So that whole accounts, regions and days are passed over without being listed, and several folders are listed at a time.</remarks>
internal sealed class BucketListing(TrailBucket bucket, string prefix, TrailRange range)
{
    private const int ListingsAtOnce = 8;

    // Deeper than that nobody puts a trail; a bucket of something else is listed as it is.
    private const int MostLevels = 3;
    private const int RegionDepth = 4;
    private const int DayDepth = 7;

    private readonly LinkedList<ListingNode> _nodes = new();

    // What somebody names is read, even where it is no log of CloudTrail.
    private readonly bool _isNamed = TrailPlace.Of(prefix) is { MayHoldLogs: false };

    /// <exception cref="AwsCallException">A page cannot be had.</exception>
    public async IAsyncEnumerable<ListedKey> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _nodes.AddFirst(new ListingNode { Prefix = prefix });
        try
        {
            while (_nodes.First is { Value: var node } first)
            {
                if (node.Key is { } key)
                {
                    _nodes.RemoveFirst();
                    yield return key;
                    if (key.Key == prefix)
                    {
                        // Somebody named this one.
                        yield break;
                    }

                    continue;
                }

                StartListings(stop.Token);
                Expand(first, await node.Listing!.ConfigureAwait(false));
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    private void StartListings(CancellationToken cancellationToken)
    {
        var running = 0;
        for (var node = _nodes.First; node is not null && running < ListingsAtOnce; node = node.Next)
        {
            if (node.Value is { Key: null } waiting)
            {
                running++;
                waiting.Listing ??= StartAsync(waiting, cancellationToken);
            }
        }
    }

    private Task<ListObjectsV2Response> StartAsync(ListingNode node, CancellationToken cancellationToken)
    {
        var listing = bucket.ListAsync(node.Prefix, IsByFolder(node), node.Token, cancellationToken);

        // One that nobody comes to is nobody's fault.
        _ = listing.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return listing;
    }

    private bool IsByFolder(ListingNode node) => TrailPlace.Of(node.Prefix) switch
    {
        null => node.Level < MostLevels,
        { Depth: < RegionDepth } => true,
        { Depth: < DayDepth } => range.From is not null || range.To is not null || range.Regions.Count > 0,
        _ => false,
    };

    private void Expand(LinkedListNode<ListingNode> at, ListObjectsV2Response page)
    {
        var node = at.Value;
        var found = Keys(node, page).Concat(Folders(node, page)).ToList();
        found.Sort((a, b) => string.CompareOrdinal(a.Key?.Key ?? a.Prefix, b.Key?.Key ?? b.Prefix));
        foreach (var each in found)
        {
            _nodes.AddBefore(at, each);
        }

        var pages = node.Pages ?? new PageTokens("s3:ListBucket", "");
        if (page.IsTruncated == true && pages.GoesOnWith(page.NextContinuationToken))
        {
            _nodes.AddBefore(at, new ListingNode { Prefix = node.Prefix, Level = node.Level, Token = page.NextContinuationToken, Pages = pages });
        }

        _nodes.Remove(at);
    }

    private IEnumerable<ListingNode> Keys(ListingNode node, ListObjectsV2Response page)
    {
        foreach (var item in page.S3Objects ?? [])
        {
            var key = Within(node, page, item.Key);
            if (!(key.EndsWith('/') && item.Size is null or 0) && IsWanted(key))
            {
                yield return new() { Key = new(key, item.Size ?? 0, item.ETag ?? "") };
            }
        }
    }

    private IEnumerable<ListingNode> Folders(ListingNode node, ListObjectsV2Response page) => (page.CommonPrefixes ?? [])
        .Select(folder => Within(node, page, folder))
        .Where(folder => folder.Length > node.Prefix.Length && IsWanted(folder))
        .Select(folder => new ListingNode { Prefix = folder, Level = node.Level + 1 });

    private bool IsWanted(string name) =>
        name == prefix || TrailPlace.Of(name) is not { } place || ((_isNamed || place.MayHoldLogs) && range.MayReach(place));

    private static string Within(ListingNode node, ListObjectsV2Response page, string? name)
    {
        // A key may hold what XML cannot, so it is asked for in this form; the SDK leaves it as it is.
        var decoded = name is null ? throw new AwsCallException(AwsFault.Unreachable, null, LiveMessages.LacksMember("s3:ListBucket", "", "Key"), null)
            : page.Encoding == EncodingType.Url ? Uri.UnescapeDataString(name.Replace('+', ' '))
            : name;
        return decoded.StartsWith(node.Prefix, StringComparison.Ordinal)
            ? decoded
            : throw new AwsCallException(AwsFault.Unreachable, null, LiveMessages.LacksMember("s3:ListBucket", "", "keys of the prefix that was asked for"), null);
    }
}
