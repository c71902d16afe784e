using System.Runtime.CompilerServices;
using System.Text.Json;

namespace AccessUndenied.Aws.Clients;

/// <summary>Reads the policies of log groups and destinations.</summary>
/// <remarks>Source: CloudWatch Logs API Reference.</remarks>
internal sealed class LogsClient : AwsServiceClient
{
    public LogsClient(AccountAccess access, string region)
        : base(access, AwsService.Logs, region)
    {
    }

    /// <summary>The policies of the account, or, where <paramref name="resourceArn"/> is given, of that resource.</summary>
    public IAsyncEnumerable<JsonElement> DescribeResourcePoliciesAsync(string? resourceArn, CancellationToken cancellationToken) =>
        ListAsync(
            "DescribeResourcePolicies", "resourcePolicies", cancellationToken, ("resourceArn", resourceArn), ("policyScope", resourceArn is null ? null : "RESOURCE"));

    public IAsyncEnumerable<JsonElement> DescribeDestinationsAsync(string namePrefix, CancellationToken cancellationToken) =>
        ListAsync("DescribeDestinations", "destinations", cancellationToken, ("DestinationNamePrefix", namePrefix));

    private async IAsyncEnumerable<JsonElement> ListAsync(
        string operation, string list, [EnumeratorCancellation] CancellationToken cancellationToken, params (string Name, string? Value)[] members)
    {
        string? next = null;
        var pages = new PageTokens($"logs:{operation}", Access.AccountId);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            var page = await JsonAsync(operation, list, cancellationToken, [.. members, ("nextToken", next)]).ConfigureAwait(false);
            foreach (var item in page.Items(list))
            {
                // A page that comes twice counts once.
                if (seen.Add(item.GetRawText()))
                {
                    yield return item;
                }
            }

            next = page.Text("nextToken");
        }
        while (pages.GoesOnWith(next));
    }
}
