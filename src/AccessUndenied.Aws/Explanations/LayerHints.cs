using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Recognizes why a layer as a whole allows nothing of what another one allows.</summary>
internal static class LayerHints
{
    private const string ServiceLinkedPath = ":role/aws-service-role/";
    private const string IdentityCenterPath = ":role/aws-reserved/sso.amazonaws.com/";

    public static Note? Of(HintQuery query, PolicyLayer layer) => layer switch
    {
        PolicyLayer.Resource => OfResource(query),
        PolicyLayer.RoleTrust => OfTrust(query),
        PolicyLayer.PermissionsBoundary => Allows(query, PolicyLayer.Identity) ? HintMessages.BoundaryForgot(query.Request.Action) : null,
        PolicyLayer.Session => Allows(query, PolicyLayer.Identity) && !query.Policies.SessionPolicies.Any(policy => policy.Id == CognitoGuests.PolicyArn)
            ? HintMessages.SessionForgot(query.Request.Principal.Kind == PrincipalKind.FederatedSession ? "user" : "role", query.Request.Action) : null,
        PolicyLayer.ServiceControl => OfServiceControl(query),
        PolicyLayer.Identity => OfIdentity(query),
        PolicyLayer.VpcEndpoint => HintMessages.EndpointForgot,
        _ => null,
    };

    private static bool Allows(HintQuery query, PolicyLayer layer) => query.Result.Find(layer)?.Decision == Decision.Allowed;

    // KMS-01, KMS-02.
    private static Note? OfResource(HintQuery query)
    {
        if (query.Result.Find(PolicyLayer.Resource) is { Decision: Decision.ExplicitDeny, DecidingStatements.Count: 0 })
        {
            return HintMessages.PublicAccessBlock;
        }

        if (query.Request.Action.Equals("s3:PutObject", StringComparison.OrdinalIgnoreCase) && ElbAccounts.RegionOf(query.Request.Principal.AccountId) is { } region)
        {
            return HintMessages.LoadBalancerLogs(region, ElbAccounts.PathOf(query.Request.Resource.Value));
        }

        if (FunctionUrls.OfMissingInvoke(query) is { } function)
        {
            return function;
        }

        if (!query.Request.Action.StartsWith("kms:", StringComparison.OrdinalIgnoreCase) || query.Policies.ResourcePolicy?.Document is not { } policy)
        {
            return !IsAcrossAccounts(query) ? null
                : PolicyCarriers.IsOfKindWithout(query.Request.Resource.Value) ? HintMessages.KindWithoutPolicy(query.Request.Resource.ToString(), query.Request.Resource.AccountId)
                : query.Request.Resource.ToString().Contains(":accesspoint/", StringComparison.Ordinal) && query.Request.Action.StartsWith("s3:", StringComparison.OrdinalIgnoreCase)
                ? HintMessages.AccessPointAndBucket
                : Allows(query, PolicyLayer.Identity) ? HintMessages.OtherAccountMustAllow(query.Request.Principal.AccountId!)
                : HintMessages.BothAccountsMustAllow(query.Request.Principal.AccountId!);
        }

        var owner = query.Request.Resource.AccountId ?? (Arn.TryParse(query.Request.Resource.Value, out var arn) ? arn.AccountId.ToString() : null);
        if (query.Result.IsCrossAccount)
        {
            return HintMessages.KeyPolicyAcrossAccounts(query.Request.Principal.AccountId!);
        }

        var enabling = policy.Statements.FirstOrDefault(statement => statement is { Effect: Effect.Allow, Principals.IsNegated: false }
            && statement.Principals.Entries.Any(entry => entry.Value == owner || entry.Value.EndsWith($"::{owner}:root", StringComparison.Ordinal)));
        if (query.Request.Principal.Kind == PrincipalKind.Service && enabling is not null)
        {
            return HintMessages.KeyPolicyNeverReachesServices(enabling.Sid ?? $"statement {enabling.Index}", query.Request.Principal.Id, query.Request.Action);
        }

        return enabling is null
            ? HintMessages.KeyPolicyWithoutAccount(owner ?? "the key's account", Allows(query, PolicyLayer.Identity))
            : HintMessages.KeyPolicyEnablesOthers(enabling.Sid ?? $"statement {enabling.Index}", query.Request.Action);
    }

    private static bool IsAcrossAccounts(HintQuery query) => query.Result.IsCrossAccount
        || (query.Request.Resource.AccountId is { } owner && query.Request.Principal.AccountId is { } home && owner != home);

    // TRUST-09, TRUST-10, TRUST-18.
    private static Note? OfTrust(HintQuery query)
    {
        var action = query.Request.Action;
        var allowsAssuming = query.Policies.ResourcePolicy?.Document?.Statements.Any(
            statement => statement.Effect == Effect.Allow && statement.Actions?.Covers("sts:AssumeRole") == true) == true;
        return action.ToUpperInvariant() switch
        {
            "STS:TAGSESSION" when allowsAssuming => HintMessages.TrustWithoutTagSession,
            "STS:SETSOURCEIDENTITY" when allowsAssuming => HintMessages.TrustWithoutSourceIdentity,
            "STS:SETCONTEXT" when allowsAssuming => HintMessages.TrustWithoutContext,
            _ => OfTarget(query),
        };
    }

    private static Note? OfTarget(HintQuery query)
    {
        var role = query.Request.Resource.Value ?? "";
        var isReserved = role.Contains(IdentityCenterPath, StringComparison.Ordinal);
        return IsSameRole((query.Policies.ResolvedPrincipal ?? query.Request.Principal).EntityId, role) ? HintMessages.RoleAssumesItself(role, isReserved)
            : isReserved ? HintMessages.IdentityCenterTrust(role) : null;
    }

    // An account has each name once, under whatever path; the path is not in what tells of a session.
    private static bool IsSameRole(string? one, string other) =>
        Arn.TryParse(one, out var own) && Arn.TryParse(other, out var target) && own.ResourceType is "role" && target.ResourceType is "role"
        && own.AccountId.SequenceEqual(target.AccountId) && NameOf(own).SequenceEqual(NameOf(target));

    private static ReadOnlySpan<char> NameOf(Arn role) => role.Resource[(role.Resource.LastIndexOf('/') + 1)..];

    // SCP-02 to SCP-04.
    private static Note? OfServiceControl(HintQuery query)
    {
        if (query.Node is not { } node)
        {
            return null;
        }

        if (node.Policies.Count == 0)
        {
            return HintMessages.LevelWithoutPolicy;
        }

        if (node.Policies.All(policy => policy.Document?.Statements.All(statement => statement.Effect != Effect.Allow) == true))
        {
            return HintMessages.LevelWithoutAllow(node.Title, node.Id);
        }

        var traces = query.Result.Find(PolicyLayer.ServiceControl)?.Statements ?? [];
        var allowing = query.Policies.ServiceControl.Where(other => traces.Any(
            trace => ReferenceEquals(trace.Node, other) && trace.Applies == Truth.True && trace.Statement.Effect == Effect.Allow)).ToList();
        return allowing.Count > 0 ? HintMessages.AllowAtOtherLevels([.. allowing.Select(level => level.Title)]) : null;
    }

    private static Note? OfIdentity(HintQuery query)
    {
        var action = query.Request.Action;
        if (action.Equals("s3:ListBucket", StringComparison.OrdinalIgnoreCase) && query.Request.Provenance.ActionFrom.Contains("message", StringComparison.Ordinal))
        {
            return HintMessages.ListBucketForMissingKey;
        }

        if (query.Request.Principal.EntityId is { } entity && entity.Contains(ServiceLinkedPath, StringComparison.Ordinal))
        {
            return HintMessages.ServiceLinkedRole(entity, action);
        }

        if (action.Equals("iam:CreateServiceLinkedRole", StringComparison.OrdinalIgnoreCase) && query.Request.Resource.Value is { } role && role.Contains(ServiceLinkedPath, StringComparison.Ordinal))
        {
            return HintMessages.CreatesServiceLinkedRole(role, query.Event?.Operation);
        }

        if (action.Equals("sts:GetServiceBearerToken", StringComparison.OrdinalIgnoreCase))
        {
            return HintMessages.BearerToken;
        }

        // TRUST-03, XACC-02.
        var resource = query.Result.Find(PolicyLayer.RoleTrust) ?? query.Result.Find(PolicyLayer.Resource);
        if (resource?.Decision != Decision.Allowed)
        {
            return null;
        }

        return query.Result.IsCrossAccount ? HintMessages.OwnAccountMustAllow
            : resource.Layer == PolicyLayer.RoleTrust ? HintMessages.TrustNamesAccount
            : query.Request.Action.StartsWith("kms:", StringComparison.OrdinalIgnoreCase) ? HintMessages.KeyPolicyDelegates
            : HintMessages.ResourceDelegates;
    }
}
