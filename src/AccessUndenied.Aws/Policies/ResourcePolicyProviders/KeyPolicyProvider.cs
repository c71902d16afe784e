using Amazon.KeyManagementService.Model;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of keys; of an alias, of the key that it stands for.</summary>
/// <remarks>Source: KMS API Reference.</remarks>
internal sealed class KeyPolicyProvider : AwsResourcePolicyProvider
{
    public KeyPolicyProvider(AwsConnection connection)
        : base(connection)
    {
    }

    protected override bool Serves(Arn arn) => arn.Service is "kms" && (arn.Resource.StartsWith("key/", StringComparison.Ordinal) || arn.Resource.StartsWith("alias/", StringComparison.Ordinal));

    protected override async Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken)
    {
        var kms = access.Kms(region);
        var key = arn.ToString();
        if (arn.Resource.StartsWith("alias/", StringComparison.Ordinal))
        {
            // GetKeyPolicy takes keys alone (KMS-10).
            var described = await access.RunAsync(
                "kms:DescribeKey", token => kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = key }, token), cancellationToken).ConfigureAwait(false);
            key = described.KeyMetadata?.Arn ?? throw Lacks(access, "kms:DescribeKey", "KeyMetadata");
        }

        var request = new GetKeyPolicyRequest { KeyId = key, PolicyName = "default" };
        var answer = await access.RunAsync("kms:GetKeyPolicy", token => kms.GetKeyPolicyAsync(request, token), cancellationToken).ConfigureAwait(false);
        return string.IsNullOrEmpty(answer.Policy) ? throw Lacks(access, "kms:GetKeyPolicy", "Policy") : answer.Policy;
    }
}
