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
        : base(connection, "sqs")
    {
    }

    protected override async Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken)
    {
        var sqs = access.Sqs(region);
        var named = new GetQueueUrlRequest { QueueName = arn.Resource.ToString(), QueueOwnerAWSAccountId = arn.AccountId.ToString() };
        var url = (await access.RunAsync("sqs:GetQueueUrl", token => sqs.GetQueueUrlAsync(named, token), cancellationToken).ConfigureAwait(false)).QueueUrl;
        var asked = new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = [QueueAttributeName.Policy] };
        var answer = await access.RunAsync("sqs:GetQueueAttributes", token => sqs.GetQueueAttributesAsync(asked, token), cancellationToken).ConfigureAwait(false);
        return answer.Attributes?.GetValueOrDefault("Policy");
    }
}
