namespace AccessUndenied.Aws.Clients;

/// <summary>Reads the policies of topics.</summary>
/// <remarks>Source: SNS API Reference.</remarks>
internal sealed class SnsClient : AwsServiceClient
{
    public SnsClient(AccountAccess access, string region)
        : base(access, AwsService.Sns, region)
    {
    }

    public async Task<IReadOnlyDictionary<string, string>> GetTopicAttributesAsync(string topicArn, CancellationToken cancellationToken)
    {
        var answer = await QueryAsync("GetTopicAttributes", cancellationToken, ("TopicArn", topicArn)).ConfigureAwait(false);
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in answer.Items("Attributes"))
        {
            attributes[entry.Text("key") ?? ""] = entry.Text("value") ?? "";
        }

        return attributes;
    }
}
