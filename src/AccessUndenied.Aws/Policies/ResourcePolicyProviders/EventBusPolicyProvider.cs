using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of event buses.</summary>
/// <remarks>Source: EventBridge API Reference, <c>DescribeEventBus</c>.</remarks>
internal sealed class EventBusPolicyProvider : AwsResourcePolicyProvider
{
    public EventBusPolicyProvider(AwsConnection connection)
        : base(connection, "events")
    {
    }

    protected override bool Serves(Arn arn) => arn.Resource.StartsWith("event-bus/", StringComparison.Ordinal);

    protected override Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken) =>
        access.Client((owner, place) => new EventBridgeClient(owner, place), region).DescribeEventBusAsync(arn.ToString(), cancellationToken);
}
