namespace AccessUndenied.Aws.Clients;

/// <summary>Reads the policies of event buses.</summary>
/// <remarks>Source: EventBridge API Reference.</remarks>
internal sealed class EventBridgeClient : AwsServiceClient
{
    public EventBridgeClient(AccountAccess access, string region)
        : base(access, AwsService.EventBridge, region)
    {
    }

    public async Task<string?> DescribeEventBusAsync(string name, CancellationToken cancellationToken) =>
        (await JsonAsync("DescribeEventBus", cancellationToken, ("Name", name)).ConfigureAwait(false)).Text("Policy");
}
