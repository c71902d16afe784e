using System.Collections.Concurrent;
using System.Xml.Linq;
using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Managed policies with their default version, each read once.</summary>
internal sealed class ManagedPolicies
{
    private readonly ConcurrentDictionary<string, SharedTask<byte[]>> _policies = new(StringComparer.Ordinal);
    private readonly int _limit;

    public ManagedPolicies(int limit) => _limit = limit;

    /// <summary>The policy <paramref name="arn"/>, as the authorization details have it.</summary>
    /// <exception cref="AwsCallException">It cannot be read.</exception>
    public Task<byte[]> GetAsync(IdentityManagementClient iam, string arn, CancellationToken cancellationToken)
    {
        if (_policies.Count >= _limit)
        {
            _policies.Clear();
        }

        return _policies.GetOrAdd(arn, added => new(token => ReadAsync(iam, added, token))).GetAsync(cancellationToken);
    }

    private static async Task<byte[]> ReadAsync(IdentityManagementClient iam, string arn, CancellationToken cancellationToken)
    {
        var policy = await iam.GetPolicyAsync(arn, cancellationToken).ConfigureAwait(false);
        var version = await iam.GetPolicyVersionAsync(arn, policy.Text("DefaultVersionId") ?? "v1", cancellationToken).ConfigureAwait(false);
        return IamJson.Of(policy, writer =>
        {
            writer.WriteStartArray("PolicyVersionList");
            writer.WriteStartObject();
            IamJson.WriteMembers(writer, version);
            writer.WriteEndObject();
            writer.WriteEndArray();
        });
    }
}
