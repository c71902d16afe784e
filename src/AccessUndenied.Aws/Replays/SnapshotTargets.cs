using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Policies;
using AccessUndenied.Replays;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Replays;

/// <summary>Knows what a snapshot has that can carry policies.</summary>
/// <remarks>A resource is not asked for: one that carries no policy yet is in no snapshot.</remarks>
internal sealed class SnapshotTargets : IChangeTargets
{
    private readonly Snapshot _snapshot;

    public SnapshotTargets(Snapshot snapshot) => _snapshot = snapshot;

    public string? Refuse(ProposedChange change)
    {
        if (TargetShape.Refuse(change) is { } why)
        {
            return why;
        }

        if (change.Target is not { } target)
        {
            return IsThere(change) ? null : ReplayMessages.NoPolicyAnywhere(change.PolicyArn!);
        }

        return change.Layer switch
        {
            PolicyLayer.ServiceControl or PolicyLayer.ResourceControl => RefuseNode(change, target),
            PolicyLayer.VpcEndpoint => _snapshot.FindEndpoint(target) is null ? ReplayMessages.NoEndpoint(target) : null,
            PolicyLayer.Resource => null,
            PolicyLayer.Session => RefuseEntity(EntityOf(target)),
            _ => RefuseEntity(target) ?? RefusePolicy(change, target),
        };
    }

    public PolicyDocument? FindDocument(ProposedChange change)
    {
        if (change.Layer is PolicyLayer.ServiceControl or PolicyLayer.ResourceControl)
        {
            return _snapshot.Organization.AllPolicies(change.Layer).FirstOrDefault(change.Names)?.Document;
        }

        foreach (var account in _snapshot.Accounts)
        {
            if (change.PolicyArn is { } arn && _snapshot.FindManagedPolicy(account, arn)?.Entity.DefaultDocument is { } document)
            {
                return _snapshot.Documents.Find(document);
            }
        }

        return null;
    }

    private string? RefuseNode(ProposedChange change, string target)
    {
        if (_snapshot.Organization.IsEmpty)
        {
            return _snapshot.FindAccount(target) is null ? ReplayMessages.NoOrganization(target) : null;
        }

        var nodes = _snapshot.Organization.NodeIds;
        if (_snapshot.Organization.PoliciesOf(target, change.Layer) is not { } policies)
        {
            return ReplayMessages.NotInOrganization(target, nodes);
        }

        return change.Adds || policies.Any(change.Names) ? null : NoPolicy(change, target, policies);
    }

    private string? RefuseEntity(string target)
    {
        var account = Arn.AccountOf(target);
        if (account is null || _snapshot.FindAccount(account) is not { } found)
        {
            return ReplayMessages.NoAccount(target, account ?? "?", _snapshot.AccountIds.ToList());
        }

        // What the details do not have in whole, they may have elsewhere.
        return found is { HasDetails: true, Contents.ContinuesAfter: null } && found.FindEntity(target) is null ? ReplayMessages.NoEntity(target, account) : null;
    }

    private string? RefusePolicy(ProposedChange change, string target)
    {
        if (change.Adds || change.Layer == PolicyLayer.RoleTrust || _snapshot.FindAccount(Arn.AccountOf(target)!) is not { } account || account.FindEntity(target) is not { } entry)
        {
            return null;
        }

        var reader = new IdentityPoliciesReader(_snapshot, account, []);
        var policies = change.Layer == PolicyLayer.Identity ? reader.ReadIdentity(entry).Where(policy => policy.AttachedTo == target).ToList() : reader.ReadBoundary(entry);
        return policies.Any(change.Names) ? null : NoPolicy(change, target, policies);
    }

    private static string NoPolicy(ProposedChange change, string target, IReadOnlyList<AttachedPolicy> there) => ReplayMessages.NoPolicy(
        change.Layer, target, change.PolicyArn ?? change.PolicyName ?? "", [.. there.Select(policy => policy.Name.Length > 0 ? policy.Name : policy.Id ?? "")]);

    private bool IsThere(ProposedChange change) => change.Layer is PolicyLayer.ServiceControl or PolicyLayer.ResourceControl
        ? _snapshot.Organization.AllPolicies(change.Layer).Any(change.Names)
        : _snapshot.Accounts.Any(account => _snapshot.FindManagedPolicy(account, change.PolicyArn!) is not null);

    // arn:aws:sts::111111111111:assumed-role/name/session is a session of arn:aws:iam::111111111111:role/name, or of one with a path.
    private string EntityOf(string target)
    {
        var arn = Arn.OrNone(target);
        if (arn.Service is not "sts" || Arn.AccountOf(target) is not { } account)
        {
            return target;
        }

        var parts = arn.Resource.ToString().Split('/');
        return parts.Length > 1 && _snapshot.FindAccount(account)?.FindEntity(EntityKind.Role, parts[1]) is { } role ? role.Arn : target;
    }
}
