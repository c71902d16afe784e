using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Reads a VPC endpoint's policy and its VPC.</summary>
internal sealed class EndpointCollector
{
    private readonly AwsConnection _connection;

    public EndpointCollector(AwsConnection connection) => _connection = connection;

    public async Task<Fragment> CollectAsync(EndpointQuery query, CancellationToken cancellationToken)
    {
        var collected = new CollectedSnapshot();
        await CollectAsync(query, collected.Account(query.AccountId), cancellationToken).ConfigureAwait(false);
        return collected.ToFragment(query.Id, query.AccountId);
    }

    public async Task CollectAsync(EndpointQuery query, CollectedAccount account, CancellationToken cancellationToken)
    {
        var what = UnreadEvidence.EndpointPolicy(query.Id);
        try
        {
            var access = await _connection.ForAccountAsync(query.AccountId, cancellationToken).ConfigureAwait(false);
            var ec2 = access.Client((owner, region) => new Ec2Client(owner, region), query.Region);
            await foreach (var endpoint in ec2.DescribeVpcEndpointsAsync(query.Id, cancellationToken).ConfigureAwait(false))
            {
                account.AddEndpoint(query.Id, endpoint.Text("vpcId"), endpoint.Text("vpcEndpointType"), endpoint.Text("policyDocument"));
                return;
            }

            account.Miss(what.Because(LiveMessages.NoEndpoint(query.AccountId)));
        }
        catch (AwsCallException exception) when (exception.Fault == AwsFault.NotFound)
        {
            account.Miss(what.Because(LiveMessages.NoEndpoint(query.AccountId)));
        }
        catch (AwsCallException exception)
        {
            account.Miss(what, exception);
        }
    }
}
