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
        var url = await access.RunAsync(
            "sqs:GetQueueUrl",
            async token => (await sqs.GetQueueUrlAsync(named, token).ConfigureAwait(false)).QueueUrl is { Length: > 0 } address ? address : throw new BadAnswerException("QueueUrl"),
            cancellationToken).ConfigureAwait(false);

        // Without a policy the answer has its other member alone.
        var asked = new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = [QueueAttributeName.Policy, QueueAttributeName.QueueArn] };
        var attributes = await access.RunAsync(
            "sqs:GetQueueAttributes",
            async token => (await sqs.GetQueueAttributesAsync(asked, token).ConfigureAwait(false)).Attributes is { } found && found.ContainsKey("QueueArn")
                ? found : throw new BadAnswerException("QueueArn"),
            cancellationToken).ConfigureAwait(false);
        return attributes.GetValueOrDefault("Policy");
    }
}
