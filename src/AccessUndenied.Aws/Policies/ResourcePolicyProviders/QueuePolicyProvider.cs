using Amazon.SQS;
using Amazon.SQS.Model;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of queues.</summary>
/// <remarks>Source: SQS API Reference.</remarks>
internal sealed class QueuePolicyProvider : AwsResourcePolicyProvider
{
    public QueuePolicyProvider(AwsConnection connection)
        : base(connection)
    {
    }

    protected override bool Serves(Arn arn) => arn.Service is "sqs";

    protected override async Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken)
    {
        var sqs = access.Sqs(region);
        var named = new GetQueueUrlRequest { QueueName = arn.Resource.ToString(), QueueOwnerAWSAccountId = arn.AccountId.ToString() };
        var address = (await access.RunAsync("sqs:GetQueueUrl", token => sqs.GetQueueUrlAsync(named, token), cancellationToken).ConfigureAwait(false)).QueueUrl;
        var url = string.IsNullOrEmpty(address) ? throw Lacks(access, "sqs:GetQueueUrl", "QueueUrl") : address;

        // Without a policy the answer has its other member alone.
        var asked = new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = [QueueAttributeName.Policy, QueueAttributeName.QueueArn] };
        var answer = await access.RunAsync("sqs:GetQueueAttributes", token => sqs.GetQueueAttributesAsync(asked, token), cancellationToken).ConfigureAwait(false);
        return answer.Attributes?.ContainsKey("QueueArn") == true
            ? answer.Attributes.GetValueOrDefault("Policy")
            : throw Lacks(access, "sqs:GetQueueAttributes", "QueueArn");
    }
}
