using System.Text.Json;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of REST APIs.</summary>
/// <remarks>Source: API Gateway API Reference, <c>GetRestApi</c>: the policy is escaped as the content of a JSON string.</remarks>
internal sealed class ApiPolicyProvider : AwsResourcePolicyProvider
{
    public ApiPolicyProvider(AwsConnection connection)
        : base(connection, "execute-api")
    {
    }

    protected override async Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken)
    {
        var id = arn.Resource.ToString().Split('/')[0];
        var text = await access.Client((owner, place) => new ApiGatewayClient(owner, place), region).GetRestApiAsync(id, cancellationToken).ConfigureAwait(false);
        return text is null ? null : Unescape(text);
    }

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
