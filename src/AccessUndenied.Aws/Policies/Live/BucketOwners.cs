using AccessUndenied.Aws.Clients;
using Amazon.S3.Model;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Finds out which of the organization's accounts a bucket belongs to, where nobody says.</summary>
/// <remarks>Bucket names tell no account. All accounts are asked for their buckets, once, when it is first needed.</remarks>
internal sealed class BucketOwners
{
    // Beyond it the answer would cost more than it is worth: two calls for each account.
    private const int MaxAccounts = 200;

    private readonly AwsConnection _connection;
    private readonly IReadOnlyList<string>? _accounts;
    private readonly SharedTask<Dictionary<string, string>> _owners;

    /// <param name="connection">The way to the accounts.</param>
    /// <param name="accounts">The organization's accounts; null to ask for them.</param>
    public BucketOwners(AwsConnection connection, IReadOnlyList<string>? accounts)
    {
        _connection = connection;
        _accounts = accounts;
        _owners = new(ReadAsync);
    }

    /// <summary>The account that has <paramref name="bucket"/>; null when none of those that can be entered has it.</summary>
    public async Task<string?> FindAsync(string bucket, CancellationToken cancellationToken) =>
        (await _owners.GetAsync(cancellationToken).ConfigureAwait(false)).GetValueOrDefault(bucket);

    private async Task<Dictionary<string, string>> ReadAsync(CancellationToken cancellationToken)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        var accounts = _accounts ?? await ListAccountsAsync(cancellationToken).ConfigureAwait(false);
        if (accounts.Count > MaxAccounts)
        {
            return owners;
        }

        foreach (var (account, buckets) in await Task.WhenAll(accounts.Select(account => ListBucketsAsync(account, cancellationToken))).ConfigureAwait(false))
        {
            foreach (var bucket in buckets)
            {
                owners[bucket] = account;
            }
        }

        return owners;
    }

    private async Task<List<string>> ListAccountsAsync(CancellationToken cancellationToken)
    {
        var accounts = new List<string>();
        try
        {
            var client = OrganizationReader.Client(await _connection.ForOrganizationAsync(cancellationToken).ConfigureAwait(false));
            await foreach (var account in client.ListAccountsAsync(cancellationToken).ConfigureAwait(false))
            {
                accounts.Add(account.Text("Id") ?? "");
            }
        }
        catch (AwsCallException)
        {
            // Without the organization there are no others to ask.
        }

        return accounts;
    }

    private async Task<(string Account, List<string> Buckets)> ListBucketsAsync(string accountId, CancellationToken cancellationToken)
    {
        var buckets = new List<string>();
        try
        {
            var access = await _connection.ForAccountAsync(accountId, cancellationToken).ConfigureAwait(false);
            var request = new ListBucketsRequest { MaxBuckets = 1000 };
            do
            {
                var page = await access.RunAsync("s3:ListAllMyBuckets", token => access.S3().ListBucketsAsync(request, token), cancellationToken).ConfigureAwait(false);
                buckets.AddRange((page.Buckets ?? []).Select(bucket => bucket.BucketName));
                request.ContinuationToken = page.ContinuationToken;
            }
            while (!string.IsNullOrEmpty(request.ContinuationToken));
        }
        catch (AwsCallException)
        {
            // An account that cannot be asked owns nothing that could be read.
        }

        return (accountId, buckets);
    }
}
