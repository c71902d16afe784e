using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of topics.</summary>
/// <remarks>Source: SNS API Reference, <c>GetTopicAttributes</c>.</remarks>
internal sealed class TopicPolicyProvider : AwsResourcePolicyProvider
{
    public TopicPolicyProvider(AwsConnection connection)
        : base(connection, "sns")
    {
    }

    protected override bool Serves(Arn arn) => !arn.Resource.ContainsAny('/', ':');

    protected override async Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken) =>
        (await access.Client((owner, place) => new SnsClient(owner, place), region)
            .GetTopicAttributesAsync(arn.ToString(), cancellationToken).ConfigureAwait(false)).GetValueOrDefault("Policy");
}
