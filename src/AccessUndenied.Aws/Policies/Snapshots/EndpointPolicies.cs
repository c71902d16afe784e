using System.Text.Json;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>The VPC endpoint's side of a policy set.</summary>
/// <param name="Policies">Its policy; none for full access (LAY-09).</param>
/// <param name="VpcId">The VPC it is in; null when the snapshot does not say.</param>
/// <param name="Unavailable">Why its policy is not known; null when it is.</param>
internal sealed record EndpointPolicies(IReadOnlyList<AttachedPolicy> Policies, string? VpcId, UnavailableEvidence? Unavailable)
{
    // S3 and DynamoDB have such endpoints, and interface endpoints as well: their service does not tell (TYPE-15).
    private const string Gateway = "Gateway";

    public static EndpointPolicies Read(Snapshot snapshot, string id)
    {
        var policy = UnreadEvidence.EndpointPolicy(id);
        if (snapshot.FindEndpoint(id) is not { } slice)
        {
            return new([], null, Missing(snapshot, id, policy));
        }

        try
        {
            var cursor = new SnapshotCursor(slice);
            return ReadMembers(snapshot, id, ref cursor);
        }
        catch (SnapshotFormatException exception)
        {
            return new([], null, policy.Because(exception.Message));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new([], null, policy.Because($"{slice.Place}: {SnapshotMessages.NotText(exception)}"));
        }
    }

    private static EndpointPolicies ReadMembers(Snapshot snapshot, string id, ref SnapshotCursor cursor)
    {
        JsonSlice? document = null;
        string? vpc = null, kind = null;
        var seen = new MembersSeen();
        if (cursor.EnterObject("a VPC endpoint, an object"))
        {
            while (cursor.NextMember())
            {
                seen.Add(ref cursor);
                if (cursor.Is("PolicyDocument"u8))
                {
                    document = cursor.Value();
                }
                else if (cursor.Is("VpcId"u8))
                {
                    vpc = cursor.Text();
                }
                else if (cursor.Is("VpcEndpointType"u8))
                {
                    kind = cursor.Text();
                }
                else
                {
                    cursor.Skip();
                }
            }
        }

        if (document is not { IsNull: false } policy)
        {
            return new([], vpc, null);
        }

        var attachment = new AttachedPolicy
        {
            Document = null,
            AttachedTo = id,
            AttachedToName = id,
            Origin = PolicyOrigin.Resource,
            AccountNamesRootAlone = kind == Gateway,
        };
        return new([snapshot.Documents.Attach(policy, attachment, policy)], vpc, null);
    }

    private static UnavailableEvidence Missing(Snapshot snapshot, string id, UnavailableEvidence policy)
    {
        foreach (var account in snapshot.Accounts)
        {
            foreach (var item in account.Contents.Unavailable)
            {
                if (item.Layer == PolicyLayer.VpcEndpoint && (item.IsOfWhole(account.Id) || item.Target == id))
                {
                    return item;
                }
            }
        }

        return policy.Because(SnapshotMessages.EndpointMissing);
    }
}
