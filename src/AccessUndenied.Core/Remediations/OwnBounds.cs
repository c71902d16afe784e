using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations;

/// <summary>The conditions under which the caller's own policies allow a request, which a policy of the resource that names the caller would go round.</summary>
/// <remarks>Within one account such a policy is enough by itself (SAME-01, SAME-06).</remarks>
internal sealed class OwnBounds : IContextLookup
{
    private readonly AuthorizationRequest _request;
    private readonly PolicySet _policies;

    private OwnBounds(AuthorizationRequest request, PolicySet policies, AttachedPolicy policy, Statement statement)
    {
        _request = request;
        _policies = policies;
        Policy = policy;
        Statement = statement;
    }

    /// <summary>The policy of the Allow.</summary>
    public AttachedPolicy Policy { get; }

    /// <summary>The Allow whose conditions come nearest to being fulfilled.</summary>
    public Statement Statement { get; }

    /// <summary>The conditions that are not known to be fulfilled.</summary>
    public IReadOnlyList<Condition> Failing => [.. Statement.ConditionArray.Where(condition => Test(condition) != Truth.True)];

    /// <summary>The conditions that refuse the request.</summary>
    public IReadOnlyList<Condition> Refusing => [.. Statement.ConditionArray.Where(condition => Test(condition) == Truth.False)];

    /// <summary>The bounds; null where none of the caller's policies speaks of the request, where one allows it without a condition, or where both accounts have to allow it.</summary>
    public static OwnBounds? Of(AuthorizationRequest request, PolicySet policies)
    {
        if (request.Resource.IsAny || ((request.Resource.AccountId ?? policies.ResourceAccountId) is { } owner && request.Principal.AccountId is { } home && owner != home))
        {
            return null;
        }

        OwnBounds? nearest = null;
        foreach (var policy in policies.Identity.Where(policy => policy.Name != PolicyEdits.Proposed))
        {
            foreach (var statement in policy.Document?.StatementArray ?? [])
            {
                var bounds = new OwnBounds(request, policies, policy, statement);
                if (!bounds.SpeakOfRequest())
                {
                    continue;
                }

                if (statement.ConditionArray.Length == 0)
                {
                    return null;
                }

                nearest = nearest is null || bounds.Failing.Count < nearest.Failing.Count ? bounds : nearest;
            }
        }

        return nearest;
    }

    /// <summary>What whoever has a policy of the resource name the caller has to know, where it lets through what the caller's own policies refuse; null where it does not.</summary>
    public static Note? Warning(AuthorizationRequest request, PolicySet policies, PolicyChange change) =>
        IsOwners(change.Layer) && change is not PolicyChange.NarrowDeny && Of(request, policies) is { Refusing.Count: > 0 } bounds
            ? RemedyMessages.GoesRoundCondition(request, change.Layer, bounds.Policy, bounds.Statement, bounds.Refusing) : null;

    /// <summary>Whether policies of <paramref name="layer"/> are those of the resource's owner.</summary>
    public static bool IsOwners(PolicyLayer layer) => layer is PolicyLayer.Resource or PolicyLayer.RoleTrust;

    /// <inheritdoc/>
    public ContextValue Lookup(string key)
    {
        if (!_request.Context.TryGet(key, out var value))
        {
            _policies.Facts.TryGet(key, out value);
        }

        return value;
    }

    bool IContextLookup.IsMultivalued(string key) => false;

    private Truth Test(Condition condition) => ConditionEvaluator.Evaluate(condition, this);

    private bool SpeakOfRequest() => Statement is { Effect: Effect.Allow, Problem: null, Actions: { } actions } && actions.Covers(_request.Action)
        && Statement.Resources?.Covers(_request.Resource.Value, this, completesArns: true) != Truth.False;
}
