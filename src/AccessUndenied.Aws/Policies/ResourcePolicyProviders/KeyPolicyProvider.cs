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
            var alias = new DescribeKeyRequest { KeyId = key };
            key = await access.RunAsync(
                "kms:DescribeKey",
                async token => (await kms.DescribeKeyAsync(alias, token).ConfigureAwait(false)).KeyMetadata?.Arn ?? throw new BadAnswerException("KeyMetadata"),
                cancellationToken).ConfigureAwait(false);
        }

        var request = new GetKeyPolicyRequest { KeyId = key, PolicyName = "default" };
        return await access.RunAsync(
            "kms:GetKeyPolicy",
            async token => (await kms.GetKeyPolicyAsync(request, token).ConfigureAwait(false)).Policy is { Length: > 0 } policy ? policy : throw new BadAnswerException("Policy"),
            cancellationToken).ConfigureAwait(false);
    }
}
