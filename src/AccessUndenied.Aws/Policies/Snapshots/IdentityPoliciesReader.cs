using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Reads the policies of one user or role of an account, the user's groups included.</summary>
internal sealed class IdentityPoliciesReader
{
    private readonly Snapshot _snapshot;
    private readonly SnapshotAccount _account;
    private readonly List<UnavailableEvidence> _unavailable;

    public IdentityPoliciesReader(Snapshot snapshot, SnapshotAccount account, List<UnavailableEvidence> unavailable)
    {
        _snapshot = snapshot;
        _account = account;
        _unavailable = unavailable;
    }

    public IReadOnlyList<AttachedPolicy> ReadIdentity(EntityEntry entry)
    {
        var policies = new List<AttachedPolicy>();
        Add(entry, policies);
        foreach (var name in entry.Entity.Groups)
        {
            if (_account.FindEntity(EntityKind.Group, name) is { } group)
            {
                Add(group, policies);
            }
            else
            {
                Miss(UnreadEvidence.GroupPolicies(name, entry.Arn), SnapshotMessages.EntityMissing(_account.Id, _account.Contents.ContinuesAfter));
            }
        }

        return policies;
    }

    public IReadOnlyList<AttachedPolicy> ReadBoundary(EntityEntry entry)
    {
        if (entry.Entity.Problem is { } problem)
        {
            Miss(UnreadEvidence.PermissionsBoundary(entry.Arn), problem);
        }

        return entry.Entity.BoundaryArn is { } arn && ReadManaged(PolicyLayer.PermissionsBoundary, "", arn, entry) is { } policy ? [policy] : [];
    }

    private void Add(EntityEntry entry, List<AttachedPolicy> policies)
    {
        var entity = entry.Entity;
        if (entity.Problem is { } problem)
        {
            Miss(UnreadEvidence.IdentityPolicies(entry.Arn), problem);
        }

        foreach (var (name, document) in entity.InlinePolicies)
        {
            var attachment = new AttachedPolicy
            {
                Name = name,
                Document = null,
                AttachedTo = entry.Arn,
                AttachedToName = entry.Name,
                Origin = PolicyOrigin.Inline,
            };
            policies.Add(_snapshot.Documents.Attach(document, attachment, entry.Json));
        }

        foreach (var (name, arn) in entity.AttachedPolicies)
        {
            if (ReadManaged(PolicyLayer.Identity, name, arn, entry) is { } policy)
            {
                policies.Add(policy);
            }
        }
    }

    private AttachedPolicy? ReadManaged(PolicyLayer layer, string name, string arn, EntityEntry holder)
    {
        var managed = UnreadEvidence.ManagedPolicy(arn, layer);
        if (_snapshot.FindManagedPolicy(_account, arn) is not { } entry)
        {
            _unavailable.Add(_account.Contents.Unavailable.Find(item => item.Target == arn) is { } item
                ? managed.Because(item)
                : managed.Because(SnapshotMessages.ManagedPolicyMissing(_account.Id)));
            return null;
        }

        if (entry.Entity.Problem is { } problem)
        {
            Miss(managed, problem);
            return null;
        }

        if (entry.Entity.DefaultDocument is null)
        {
            Miss(managed, SnapshotMessages.NoDefaultVersion(entry.Json.Place));
            return null;
        }

        var attachment = new AttachedPolicy
        {
            Name = name.Length > 0 ? name : entry.Name,
            Id = arn,
            Document = null,
            AttachedTo = holder.Arn,
            AttachedToName = holder.Name,
            Origin = IsProviderManaged(arn) ? PolicyOrigin.ProviderManaged : PolicyOrigin.Managed,
            LastModified = entry.Entity.DefaultVersionCreated,
            SpareVersion = entry.Entity.SpareVersion,
            IsAttachedOnce = entry.Entity.IsUsedOnce,
        };
        return _snapshot.Documents.Attach(entry.Entity.DefaultDocument, attachment, entry.Json);
    }

    private void Miss(UnavailableEvidence what, string why) => _unavailable.Add(what.Because(why));

    private static bool IsProviderManaged(string arn) => Arn.OrNone(arn).AccountId.SequenceEqual("aws");
}
