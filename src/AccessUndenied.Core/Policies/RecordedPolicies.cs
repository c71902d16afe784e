using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>Puts the policies that the provider recorded with a refusal in the place of those of now, for that refusal alone.</summary>
/// <remarks>
/// INVARIANT: a recorded text is never one that a change is made of, since it may be shortened; where the policy of now says the same of the request, that one stays.
/// A record that lacks a whole kind of policy says nothing of it: the other organization's side is left out of it.
/// </remarks>
internal sealed class RecordedPolicies
{
    private readonly RecordedAuthorization _recorded;
    private readonly AuthorizationRequest _request;
    private readonly List<UnavailableEvidence> _unread = [];
    private readonly HashSet<PolicyLayer> _read = [];
    private readonly List<string> _changed = [];

    private RecordedPolicies(RecordedAuthorization recorded, AuthorizationRequest request)
    {
        _recorded = recorded;
        _request = request;
    }

    /// <summary>The policies of <paramref name="now"/> as they were for <paramref name="request"/>.</summary>
    public static PolicySet Over(PolicySet now, RecordedAuthorization? recorded, AuthorizationRequest request) =>
        recorded is null or { Policies.Count: 0 } ? now : new RecordedPolicies(recorded, request).Over(now);

    private PolicySet Over(PolicySet now)
    {
        var then = now;
        if (Of(PolicyLayer.Identity) is { Count: > 0 } identity)
        {
            // Whoever is shown the caller's own policies is shown all of them: what is not among them was not there.
            then = then with
            {
                Identity = AsTheyWere(PolicyLayer.Identity, identity, now.Identity),
                PermissionsBoundaries = AsTheyWere(PolicyLayer.PermissionsBoundary, Of(PolicyLayer.PermissionsBoundary), now.PermissionsBoundaries),
                SessionPolicies = AsTheyWere(PolicyLayer.Session, Of(PolicyLayer.Session), now.SessionPolicies),
            };
        }
        else
        {
            then = then with
            {
                PermissionsBoundaries = AsListed(PolicyLayer.PermissionsBoundary, now.PermissionsBoundaries),
                SessionPolicies = AsListed(PolicyLayer.Session, now.SessionPolicies),
            };
        }

        then = then with
        {
            VpcEndpoint = AsListed(PolicyLayer.VpcEndpoint, now.VpcEndpoint),
            ResourcePolicy = ResourceOf(now),
            ServiceControl = Nodes(PolicyLayer.ServiceControl, now.ServiceControl),
            ResourceControl = Nodes(PolicyLayer.ResourceControl, now.ResourceControl),
        };
        return then with
        {
            Unavailable = [.. now.Unavailable.Where(item => item.Layer is not { } layer || !_read.Contains(layer)), .. _unread],
            ChangedSince = [.. _changed.Distinct(StringComparer.Ordinal)],
        };
    }

    private List<RecordedPolicy> Of(PolicyLayer layer) => [.. _recorded.Policies.Where(policy => policy.Layer == layer)];

    private IReadOnlyList<AttachedPolicy> AsListed(PolicyLayer layer, IReadOnlyList<AttachedPolicy> now) => Of(layer) is { Count: > 0 } recorded ? AsTheyWere(layer, recorded, now) : now;

    private List<AttachedPolicy> AsTheyWere(PolicyLayer layer, IReadOnlyList<RecordedPolicy> recorded, IReadOnlyList<AttachedPolicy> now)
    {
        _read.Add(layer);
        var left = now.ToList();
        var then = new List<AttachedPolicy>(recorded.Count);
        foreach (var policy in recorded)
        {
            if (AsItWas(policy, policy.AttachedTo.FirstOrDefault(), left) is { } found)
            {
                then.Add(found);
            }
            else
            {
                // Of one that stands in its carrier nobody knows which of those of now it is: all of them may be it.
                then.AddRange(left.Where(other => policy.IsInline && other.Id is null));
                left.RemoveAll(other => policy.IsInline && other.Id is null);
                _unread.Add(Unread(layer, policy));
            }
        }

        return then;
    }

    // Null where its text was not read and none of now can stand for it.
    private AttachedPolicy? AsItWas(RecordedPolicy policy, RecordedTarget? target, List<AttachedPolicy> left)
    {
        var same = left.Find(other => !policy.IsInline && other.Id == policy.Id);
        if (policy.DocumentJson is not { } json)
        {
            return Taken(same, left);
        }

        var (document, problem) = Parse(json);
        same ??= policy.IsInline ? left.Find(other => other.Id is null && SaysTheSame(other.Document, document)) : null;
        if (same is not null && SaysTheSame(same.Document, document))
        {
            return Taken(same, left);
        }

        if (same?.Document is not null)
        {
            _changed.Add(same.Name.Length > 0 ? same.Name : policy.Id);
        }

        left.Remove(same!);
        return new()
        {
            Name = same?.Name ?? (policy.IsInline ? "" : policy.Id[(policy.Id.LastIndexOf('/') + 1)..]),
            Id = policy.IsInline ? null : policy.Id,
            Document = document,
            Problem = problem,
            AttachedTo = same?.AttachedTo ?? target?.Name,
            AttachedToName = same?.AttachedToName,
            Origin = same?.Origin ?? PolicyOrigin.Given,
            FoundIn = PolicyMessages.AuthorizationDetails,
        };
    }

    private static AttachedPolicy? Taken(AttachedPolicy? policy, List<AttachedPolicy> left)
    {
        _ = policy is not null && left.Remove(policy);
        return policy;
    }

    private AttachedPolicy? ResourceOf(PolicySet now)
    {
        var own = Of(PolicyLayer.Resource).Find(policy => policy.AttachedTo.Any(target => IsOfResource(target.Name, now.ResourcePolicy)));
        if (own is null)
        {
            return now.ResourcePolicy;
        }

        var then = AsTheyWere(PolicyLayer.Resource, [own], now.ResourcePolicy is { } policy ? [policy] : []);
        return then.Count > 0 ? then[0] : null;
    }

    private bool IsOfResource(string arn, AttachedPolicy? now) =>
        _request.Resource.Value == arn || now?.AttachedTo == arn || (_request.Resource.Value?.StartsWith(arn, StringComparison.Ordinal) == true && _request.Resource.Value[arn.Length] == '/');

    // Of an answer on resources of several accounts nobody can tell which node is above which of them.
    private IReadOnlyList<PolicyNode> Nodes(PolicyLayer layer, IReadOnlyList<PolicyNode> now)
    {
        var recorded = Of(layer);
        var targets = recorded.SelectMany(policy => policy.AttachedTo).GroupBy(target => target.Id, StringComparer.Ordinal).Select(same => same.First()).ToList();
        var account = layer == PolicyLayer.ServiceControl ? _request.Principal.AccountId : _request.Resource.AccountId;
        if (targets.Count == 0 || targets.Count(target => AccountOf(target) is not null) > 1 || targets.Exists(target => AccountOf(target) is { } other && other != account))
        {
            return now;
        }

        _read.Add(layer);
        var nodes = new List<PolicyNode>(targets.Count);
        foreach (var target in targets.OrderBy(target => target.Depth).ThenBy(target => IndexIn(now, target)))
        {
            var known = now.FirstOrDefault(node => node.Id == target.Id);
            var policies = new List<AttachedPolicy>();
            foreach (var policy in recorded.Where(policy => policy.AttachedTo.Any(other => other.Id == target.Id)))
            {
                if (AsItWas(policy, target, [.. known?.Policies ?? [], .. now.SelectMany(node => node.Policies)]) is { } found)
                {
                    policies.Add(found.AttachedTo == target.Name || known?.Policies.Contains(found) == true ? found : found with { AttachedTo = target.Name, AttachedToName = known?.Name });
                }
                else
                {
                    _unread.Add(Unread(layer, policy));
                }
            }

            nodes.Add(new(target.Id, known?.Name, policies));
        }

        return nodes;
    }

    private static string? AccountOf(RecordedTarget target) => target.Id.Length > 0 && target.Id.All(char.IsAsciiDigit) ? target.Id : null;

    private static int IndexIn(IReadOnlyList<PolicyNode> nodes, RecordedTarget target)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Id == target.Id)
            {
                return i;
            }
        }

        return nodes.Count;
    }

    // Whether both say the same of the request's action; what they say of other actions, a shortened text may leave out.
    private bool SaysTheSame(PolicyDocument? now, PolicyDocument? then)
    {
        if (now is null || then is null)
        {
            return false;
        }

        var (one, other) = (Speaking(now), Speaking(then));
        return one.Count == other.Count && one.Zip(other).All(pair => StatementJson.AreSameButForActions(pair.First, pair.Second));
    }

    private List<Statement> Speaking(PolicyDocument document) => [.. document.Statements.Where(statement => statement.Problem is not null || statement.Actions?.Covers(_request.Action) != false)];

    private UnavailableEvidence Unread(PolicyLayer layer, RecordedPolicy policy) => new(layer, PolicyMessages.RecordedPolicy(policy.Id), _recorded.Why ?? PolicyMessages.RecordedTextMissing)
    {
        Kind = EvidenceKind.Document,
        Target = policy.Id,
        Permission = _recorded.MissingPermission,
    };

    private static (PolicyDocument? Document, string? Problem) Parse(string json)
    {
        try
        {
            return (PolicyDocument.Parse(json), null);
        }
        catch (PolicyFormatException exception)
        {
            return (null, exception.Message);
        }
    }
}
