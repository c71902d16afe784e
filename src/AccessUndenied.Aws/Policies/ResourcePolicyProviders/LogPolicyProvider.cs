using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of log groups, the account's and their own as one, and of destinations.</summary>
/// <remarks>Source: CloudWatch Logs API Reference.</remarks>
internal sealed class LogPolicyProvider : AwsResourcePolicyProvider
{
    public LogPolicyProvider(AwsConnection connection)
        : base(connection)
    {
    }

    protected override bool Serves(Arn arn) =>
        arn.Service is "logs"
        && (arn.Resource.StartsWith("log-group:", StringComparison.Ordinal) || arn.Resource.StartsWith("destination:", StringComparison.Ordinal));

    protected override async Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken)
    {
        var client = access.Client((owner, place) => new LogsClient(owner, place), region);
        return arn.Resource.StartsWith("destination:", StringComparison.Ordinal)
            ? await ReadDestinationAsync(client, arn.ToString(), After(arn, "destination:"), cancellationToken).ConfigureAwait(false)
            : await ReadGroupAsync(client, arn.ToString(), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string?> ReadDestinationAsync(LogsClient client, string arn, string name, CancellationToken cancellationToken)
    {
        await foreach (var destination in client.DescribeDestinationsAsync(name, cancellationToken).ConfigureAwait(false))
        {
            if (destination.Text("arn") == arn)
            {
                return destination.Text("accessPolicy");
            }
        }

        return null;
    }

    private static async Task<string?> ReadGroupAsync(LogsClient client, string arn, CancellationToken cancellationToken)
    {
        var documents = new List<string>();
        foreach (var scope in (string?[])[null, arn])
        {
            await foreach (var policy in client.DescribeResourcePoliciesAsync(scope, cancellationToken).ConfigureAwait(false))
            {
                if (policy.Text("policyDocument") is { } document)
                {
                    documents.Add(document);
                }
            }
        }

        return JoinedPolicies.Of(documents);
    }
}
