using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Fetching.Buckets;
using AccessUndenied.Text;

namespace AccessUndenied.Aws.Fetching;

/// <summary>The objects of a bucket whose keys begin with a prefix, such as those of a trail.</summary>
/// <remarks>
/// Shape: objects come in the order of their keys. Where these follow CloudTrail's layout, organization trails included, accounts, regions and days outside of the range
/// are not listed, and digests, insights and the logs of other services are passed over; an object that is named itself is read alone.
/// It needs <c>s3:ListBucket</c> and <c>s3:GetObject</c>, and <c>kms:Decrypt</c> where objects are encrypted with a key; no other call is made, but
/// <c>s3:GetBucketLocation</c> where the bucket turns out to be in another region and its answer does not say which.
/// Units: parts of 4 MiB, three of an object at a time.
/// Errors: an object that cannot be read gives an event with <c>Problem</c>, but where credentials have run out or not even the first one may be read.
/// </remarks>
public sealed class S3TrailSource : TrailSource
{
    private readonly TrailBucket _bucket;
    private readonly S3Location _location;

    /// <summary>The objects at <paramref name="location"/>.</summary>
    /// <param name="connection">How AWS is reached; it stays its owner's to dispose of.</param>
    /// <param name="location"><c>s3://bucket/prefix</c>; the prefix is taken as it stands, and may be empty.</param>
    /// <param name="paysForRequests">Whether the caller agrees to pay for the requests and the transfer, as a Requester Pays bucket demands.</param>
    /// <exception cref="ArgumentException"><paramref name="location"/> is no such text.</exception>
    public S3TrailSource(AwsConnection connection, string location, bool paysForRequests = false)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(location);
        _location = S3Location.TryParse(location, out var parsed) ? parsed : throw new ArgumentException(BucketMessages.NotALocation(location), nameof(location));
        _bucket = new(connection, parsed.Bucket, paysForRequests);
    }

    /// <inheritdoc/>
    public override string Name => VisibleText.Of(_location.ToString());

    internal override int Concurrency => Math.Max(8, 2 * Environment.ProcessorCount);

    /// <summary>Whether a text is meant as a place in S3, rather than as a path.</summary>
    public static bool IsLocation(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return S3Location.IsOne(text);
    }

    /// <summary>Whether a text that is meant as a place in S3 is one.</summary>
    public static bool IsValid(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return S3Location.TryParse(text, out _);
    }

    /// <inheritdoc/>
    /// <exception cref="AwsAccessException">While listing: it cannot be listed; the message names the permission that is missing, or the fault.</exception>
    public override async IAsyncEnumerable<TrailObject> ListAsync(TrailRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(range);
        var isFirst = true;
        var keys = new BucketListing(_bucket, _location.Prefix, range).ListAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var closes = keys.ConfigureAwait(false);
        while (await TryMoveAsync(keys).ConfigureAwait(false))
        {
            yield return new BucketObject(_bucket, keys.Current, isFirst);
            isFirst = false;
        }

        if (isFirst && range.IsAll)
        {
            throw new CloudTrailFormatException(BucketMessages.NoObjects(Name));
        }
    }

    private async ValueTask<bool> TryMoveAsync(IAsyncEnumerator<ListedKey> keys)
    {
        try
        {
            return await keys.MoveNextAsync().ConfigureAwait(false);
        }
        catch (AwsCallException exception)
        {
            throw new AwsAccessException(BucketMessages.CannotList(Name, _location.Bucket, exception), exception);
        }
    }
}
