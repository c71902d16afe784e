using System.Text.Json;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of every kind of resource that has a row in <see cref="PolicyTable"/>.</summary>
internal sealed class PolicyTableProvider : AwsResourcePolicyProvider
{
    public PolicyTableProvider(AwsConnection connection)
        : base(connection)
    {
    }

    protected override bool Serves(Arn arn) => PolicyTable.Find(arn) is not null && !MultiRegionAccessPointPolicyProvider.IsOne(arn);

    protected override async Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken)
    {
        var row = PolicyTable.Find(arn)!;
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["arn"] = arn.ToString(),
            ["account"] = arn.AccountId.Length > 0 ? arn.AccountId.ToString() : access.AccountId,
            ["region"] = region ?? access.DefaultRegion,
        };
        row.Resource.Match(arn.Resource, values);
        try
        {
            var client = access.Client(row.Service, (owner, place) => new PolicyTableClient(owner, row.Service, place), row.Region ?? region);
            var documents = await client.ReadAsync(row, values, cancellationToken).ConfigureAwait(false);
            return JoinedPolicies.Of(row.IsEscaped ? [.. documents.Select(Unescape)] : documents);
        }
        catch (AwsCallException exception) when (row.None.Contains(exception.Code, StringComparer.Ordinal)
            && !(row.Missing is { } missing && LiveMessages.IsAboutMissing(exception, missing)))
        {
            return null;
        }
    }

    // The content of a JSON string that was written as a JSON string once more.
    private static string Unescape(string text)
    {
        if (!text.Contains("\\\"", StringComparison.Ordinal) || text.StartsWith("{\"", StringComparison.Ordinal))
        {
            return text;
        }

        try
        {
            using var document = JsonDocument.Parse("\"" + text + "\"");
            return document.RootElement.GetString()!;
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
