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
    private readonly SharedTask<OwnersFound> _owners;

    /// <param name="connection">The way to the accounts.</param>
    /// <param name="accounts">The organization's accounts; null to ask for them.</param>
    public BucketOwners(AwsConnection connection, IReadOnlyList<string>? accounts)
    {
        _connection = connection;
        _accounts = accounts;
        _owners = new(ReadAsync);
    }

    /// <summary>The account that has <paramref name="bucket"/>; without one, why some could not be asked, or null where all were.</summary>
    public async Task<(string? Owner, string? WhyUnknown)> FindAsync(string bucket, CancellationToken cancellationToken)
    {
        var answer = await _owners.GetAsync(cancellationToken).ConfigureAwait(false);
        return answer.Owners.TryGetValue(bucket, out var owner) ? (owner, null)
            : (null, answer.Failures.Count == 0 ? null : LiveMessages.OwnerUnknown(answer.Failures));
    }

    private async Task<OwnersFound> ReadAsync(CancellationToken cancellationToken)
    {
        var answer = new OwnersFound([], []);
        var accounts = _accounts ?? await ListAccountsAsync(answer, cancellationToken).ConfigureAwait(false);
        if (accounts.Count > MaxAccounts)
        {
            answer.Failures.Add(LiveMessages.TooManyAccounts(accounts.Count, MaxAccounts));
            return answer;
        }

        var all = await Task.WhenAll(accounts.Select(account => ListBucketsAsync(account, cancellationToken))).ConfigureAwait(false);
        foreach (var (account, buckets, failure) in all)
        {
            foreach (var bucket in buckets)
            {
                answer.Owners[bucket] = account;
            }

            if (failure is not null)
            {
                answer.Failures.Add(failure);
            }
        }

        return answer;
    }

    private async Task<List<string>> ListAccountsAsync(OwnersFound answer, CancellationToken cancellationToken)
    {
        var accounts = new List<string>();
        try
        {
            var client = OrganizationsClient.Of(await _connection.ForOrganizationAsync(cancellationToken).ConfigureAwait(false));
            await foreach (var account in client.ListAccountsAsync(cancellationToken).ConfigureAwait(false))
            {
                accounts.Add(account.Text("Id") ?? "");
            }

            _connection.Trusted.Add(accounts);
        }
        catch (AwsCallException exception) when (OrganizationsClient.SaysNone(exception))
        {
            // Without an organization there are no others to ask.
        }
        catch (AwsCallException exception)
        {
            answer.Failures.Add(exception.Message);
        }

        return accounts;
    }

    private async Task<(string Account, List<string> Buckets, string? Failure)> ListBucketsAsync(string accountId, CancellationToken cancellationToken)
    {
        var buckets = new List<string>();
        try
        {
            var access = await _connection.ForAccountAsync(accountId, cancellationToken).ConfigureAwait(false);
            var request = new ListBucketsRequest { MaxBuckets = 1000 };
            var pages = new PageTokens("s3:ListAllMyBuckets", accountId);
            do
            {
                var page = await access.RunAsync("s3:ListAllMyBuckets", token => ListAsync(access, request, token), cancellationToken).ConfigureAwait(false);
                buckets.AddRange((page.Buckets ?? []).Select(bucket => bucket.BucketName));
                request.ContinuationToken = page.ContinuationToken;
            }
            while (pages.GoesOnWith(string.IsNullOrEmpty(request.ContinuationToken) ? null : request.ContinuationToken));
        }
        catch (AwsCallException exception)
        {
            return (accountId, buckets, exception.Message);
        }

        return (accountId, buckets, null);
    }

    private static async Task<ListBucketsResponse> ListAsync(AccountAccess access, ListBucketsRequest request, CancellationToken cancellationToken)
    {
        var page = await access.S3().ListBucketsAsync(request, cancellationToken).ConfigureAwait(false);
        return page.Buckets is null && page.Owner is null ? throw new BadAnswerException("Buckets") : page;
    }

    private sealed record OwnersFound(Dictionary<string, string> Owners, List<string> Failures);
}
