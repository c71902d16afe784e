using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Reads the managed policies that were passed when a session was made.</summary>
internal static class SessionPoliciesReader
{
    /// <summary><paramref name="set"/> with the managed policies that <paramref name="request"/> names for its session.</summary>
    public static PolicySet Add(Snapshot snapshot, PolicySet set, AuthorizationRequest request)
    {
        var account = request.Principal.AccountId is { } id ? snapshot.FindAccount(id) : null;
        var policies = new List<AttachedPolicy>(set.SessionPolicies);
        var unavailable = new List<UnavailableEvidence>(set.Unavailable);
        foreach (var arn in request.SessionPolicyIds)
        {
            if (account is null || snapshot.FindManagedPolicy(account, arn) is not { Entity: { Problem: null, DefaultDocument: { } document } entity } entry)
            {
                unavailable.Add(new(PolicyLayer.Session, SnapshotMessages.SessionPolicy(arn), SnapshotMessages.SessionPolicyMissing) { Kind = EvidenceKind.SessionPolicies, Target = arn });
                continue;
            }

            var attachment = new AttachedPolicy { Name = entry.Name, Id = arn, Document = null, LastModified = entity.DefaultVersionCreated, Origin = PolicyOrigin.Given };
            policies.Add(snapshot.Documents.Attach(document, attachment, entry.Json));
        }

        return set with { SessionPolicies = policies, Unavailable = unavailable };
    }
}
