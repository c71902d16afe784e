using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Reads the way from the organization's root to an account.</summary>
internal sealed class OrganizationPathCollector
{
    private const int MostSteps = 16;

    private readonly AwsConnection _connection;
    private readonly OrganizationReader _reader;

    public OrganizationPathCollector(AwsConnection connection, OrganizationReader reader)
    {
        _connection = connection;
        _reader = reader;
    }

    public async Task<Fragment> CollectAsync(string accountId, CancellationToken cancellationToken)
    {
        var collected = new CollectedSnapshot();
        try
        {
            await AddPathAsync(accountId, collected, cancellationToken).ConfigureAwait(false);
            if (_reader.ResourceControlFault is { } fault)
            {
                collected.Account(accountId).Miss(UnreadEvidence.ResourceControlPolicies(accountId), fault);
            }
        }
        catch (AwsCallException exception) when (OrganizationsClient.SaysNone(exception))
        {
            // No organization: no policies of one, for certain.
            collected.HasNoOrganization = true;
        }
        catch (AwsCallException exception)
        {
            // Half a way would say less than it seems to.
            collected.Nodes.Clear();
            collected.Account(accountId).Miss(UnreadEvidence.ServiceControlPolicies(accountId), exception);
            collected.Account(accountId).Miss(UnreadEvidence.ResourceControlPolicies(accountId), exception);
            await TryDescribeAsync(accountId, collected, cancellationToken).ConfigureAwait(false);
        }

        return collected.ToFragment("AWS Organizations", accountId);
    }

    private async Task AddPathAsync(string accountId, CollectedSnapshot collected, CancellationToken cancellationToken)
    {
        var root = await _reader.GetRootAsync(cancellationToken).ConfigureAwait(false);
        var way = new List<(string Id, string Parent)>();
        for (var node = accountId; node != root.Id;)
        {
            // An account elsewhere has no parent here; the root alone then says that there is an organization.
            if (await _reader.FindParentAsync(node, cancellationToken).ConfigureAwait(false) is not { } parent)
            {
                way.Clear();
                break;
            }

            // Source: AWS Organizations User Guide, "Quotas": units lie five deep at most. A way that is longer leads round and round.
            if (way.Count > MostSteps)
            {
                throw new AwsCallException(AwsFault.Unreachable, null, LiveMessages.RepeatedPage("organizations:ListParents", accountId), null);
            }

            way.Add((node, parent.Id));
            node = parent.Id;
        }

        var nodes = await Task.WhenAll(way.Select(step => _reader.ReadNodeAsync(step.Id, step.Id == accountId, step.Parent, cancellationToken))).ConfigureAwait(false);
        collected.Nodes[root.Id] = root.Node;
        for (var i = 0; i < nodes.Length; i++)
        {
            collected.Nodes[way[i].Id] = nodes[i];
        }

        collected.OrganizationId = root.OrganizationId;
        collected.ManagementAccountId = root.ManagementAccountId;
    }

    // Every member may ask which organization it is in, whatever else it may not.
    private async Task TryDescribeAsync(string accountId, CollectedSnapshot collected, CancellationToken cancellationToken)
    {
        try
        {
            var access = await _connection.ForCallerAsync(cancellationToken).ConfigureAwait(false);
            if (access.AccountId == accountId)
            {
                (collected.OrganizationId, collected.ManagementAccountId) = await OrganizationReader.DescribeAsync(access, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (AwsCallException)
        {
            // Then that is not known either; why the policies are not has been said.
        }
    }
}
