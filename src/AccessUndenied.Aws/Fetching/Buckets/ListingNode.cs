namespace AccessUndenied.Aws.Fetching.Buckets;

/// <summary>A place of a listing: an object, or a prefix that is still to be listed.</summary>
internal sealed class ListingNode
{
    /// <summary>The object; null for a prefix.</summary>
    public ListedKey? Key { get; init; }

    public string Prefix { get; init; } = "";

    /// <summary>How many folders lie between it and the first prefix.</summary>
    public int Level { get; init; }

    /// <summary>Where its listing goes on; null for its beginning.</summary>
    public string? Token { get; init; }

    /// <summary>The pages before it; null for its beginning.</summary>
    public Clients.PageTokens? Pages { get; init; }

    /// <summary>Its listing, once that is under way.</summary>
    public Task<Amazon.S3.Model.ListObjectsV2Response>? Listing { get; set; }
}
