using AccessUndenied.Conditions;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Aws.Simulation;

/// <summary>How the layers combine into one decision: the only place that knows the order.</summary>
/// <remarks>
/// Rules: docs/rules/evaluation.md (EVAL-01 to EVAL-19, SAME-01 to SAME-24) and docs/rules/accounts.md (XACC-01 to XACC-07).
/// Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">
/// IAM User Guide, "Policy evaluation logic"</see> and the pages below it.
/// </remarks>
internal static class DecisionOrder
{
    private const string ReservedAlias = "alias/aws/";
    private const string ManagedPolicy = ":iam::aws:policy/";
    private const string ReservedRole = ":role/aws-reserved/";

    public static Verdict Decide(Evaluation evaluation, in LayerOutcomes layers)
    {
        var caller = evaluation.Caller;
        if (ServiceRules.NeedsNoPermission(evaluation.Action) && !caller.IsAnonymous)
        {
            return Verdict.Allowed;
        }

        var trustOrResource = evaluation.IsRoleTrust ? PolicyLayer.RoleTrust : PolicyLayer.Resource;
        var deny = layers.Deny;
        if (deny == Truth.True)
        {
            return Denied(Decision.ExplicitDeny, layers.FirstDeny(trustOrResource));
        }

        var allowed = IsNeverAllowed(evaluation) ? Truth.False : Allowed(evaluation, layers);
        if (deny == Truth.Unknown || allowed == Truth.Unknown)
        {
            return Verdict.Indeterminate;
        }

        return allowed == Truth.True ? Verdict.Allowed : ImplicitlyDenied(evaluation, layers, trustOrResource);
    }

    /// <summary>Whether nothing allows the request, whatever the values are that nobody knows.</summary>
    public static bool IsAllowedByNothing(Evaluation evaluation, in LayerOutcomes layers) =>
        !ServiceRules.NeedsNoPermission(evaluation.Action) && (IsNeverAllowed(evaluation) || Allowed(evaluation, layers) == Truth.False);

    private static Truth Allowed(Evaluation evaluation, in LayerOutcomes layers)
    {
        var caller = evaluation.Caller;
        if (caller.IsAnonymous && ServiceRules.NeedsNoSignature(evaluation.Action))
        {
            return layers.Gates;
        }

        if (caller.IsService || caller.IsAnonymous || caller.IsOutsideIdentity)
        {
            return layers.Gates.And(layers.Resource.Applies ? layers.Resource.Allow : Truth.False);
        }

        var bounds = layers.Boundary.Allow.And(layers.Session.Allow);
        if (evaluation.IsCrossAccount)
        {
            // The home side and the resource's side must both allow; by which grade does not matter (XACC-01).
            return layers.Gates.And(layers.Identity.Allow).And(bounds).And(layers.Resource.Allow);
        }

        // What a grant of the resource's policy is worth depends on whom it names (SAME-20, SAME-21).
        var throughIdentity = layers.Identity.Allow.And(bounds);
        if (NeedsConsent(evaluation))
        {
            throughIdentity = throughIdentity.And(layers.Resource.Grants(Grade.Delegated));
        }

        var byResource = layers.Resource.Grants(Grade.Direct).Or(layers.Resource.Grants(Grade.Entity).And(bounds));
        return layers.Gates.And(byResource.Or(throughIdentity));
    }

    private static Verdict ImplicitlyDenied(Evaluation evaluation, in LayerOutcomes layers, PolicyLayer trustOrResource)
    {
        var gate = layers.ResourceControl.Allow == Truth.False ? PolicyLayer.ResourceControl
            : layers.ServiceControl.Allow == Truth.False ? PolicyLayer.ServiceControl
            : layers.VpcEndpoint.Allow == Truth.False ? PolicyLayer.VpcEndpoint
            : (PolicyLayer?)null;
        if (gate is { } failed)
        {
            return Denied(Decision.ImplicitDeny, failed);
        }

        return evaluation.IsCrossAccount
            ? DeniedAcrossAccounts(evaluation, layers, trustOrResource)
            : Denied(Decision.ImplicitDeny, DecisiveInOneAccount(evaluation, layers, trustOrResource));
    }

    private static PolicyLayer DecisiveInOneAccount(Evaluation evaluation, in LayerOutcomes layers, PolicyLayer trustOrResource)
    {
        var caller = evaluation.Caller;
        if (caller.IsService || caller.IsAnonymous || caller.IsOutsideIdentity)
        {
            return trustOrResource;
        }

        if (IsNeverAllowed(evaluation))
        {
            return PolicyLayer.Resource;
        }

        if (layers.Resource.Grants(Grade.Entity) != Truth.False)
        {
            return FirstBound(layers);
        }

        if (NeedsConsent(evaluation) && layers.Resource.Grants(Grade.Delegated) == Truth.False)
        {
            return trustOrResource;
        }

        if (layers.Identity.Allow == Truth.False)
        {
            return PolicyLayer.Identity;
        }

        return FirstBound(layers);
    }

    private static PolicyLayer FirstBound(in LayerOutcomes layers) =>
        layers.Boundary.Allow == Truth.False ? PolicyLayer.PermissionsBoundary : PolicyLayer.Session;

    private static Verdict DeniedAcrossAccounts(Evaluation evaluation, in LayerOutcomes layers, PolicyLayer trustOrResource)
    {
        if (layers.Resource.Allow == Truth.False)
        {
            // A trust policy that is silent is the cause whatever the other side says (MAP-06, MAP-07).
            var assessment = trustOrResource == PolicyLayer.RoleTrust ? Assessment.MissingAllowInRoleTrustPolicy
                : layers.Identity.Allow == Truth.False ? Assessment.MissingAllowInBothCrossAccount
                : Assessment.MissingAllowInResourcePolicyCrossAccount;
            return new(Decision.ImplicitDeny, trustOrResource, assessment);
        }

        return Denied(Decision.ImplicitDeny, layers.Identity.Allow == Truth.False ? PolicyLayer.Identity : FirstBound(layers));
    }

    /// <summary>Whether <paramref name="layer"/>, which decided <paramref name="decision"/>, on its own keeps the request from being allowed (ANL-01).</summary>
    public static bool Blocks(Evaluation evaluation, in LayerOutcomes layers, PolicyLayer layer, Decision decision)
    {
        if (decision != Decision.ImplicitDeny)
        {
            return decision == Decision.ExplicitDeny;
        }

        var caller = evaluation.Caller;
        var direct = !evaluation.IsCrossAccount && layers.Resource.Grants(Grade.Direct) == Truth.True;
        return layer switch
        {
            PolicyLayer.Resource or PolicyLayer.RoleTrust => evaluation.IsCrossAccount || NeedsConsent(evaluation) || IsNeverAllowed(evaluation)
                || caller.IsService || (caller.IsAnonymous && !ServiceRules.NeedsNoSignature(evaluation.Action)) || caller.IsOutsideIdentity,
            PolicyLayer.Identity => !direct && (evaluation.IsCrossAccount || layers.Resource.Grants(Grade.Entity) != Truth.True),
            PolicyLayer.PermissionsBoundary or PolicyLayer.Session => !direct,
            _ => true,
        };
    }

    /// <summary>Whether the resource's own policy must consent also within one account (KMS-01, TRUST-01).</summary>
    public static bool NeedsConsent(Evaluation evaluation) => evaluation.IsKmsKey || evaluation.IsRoleTrust;

    /// <summary>Whether no policy can allow the request: foreign callers of own-account actions, and resources that AWS keeps to itself.</summary>
    public static bool IsNeverAllowed(Evaluation evaluation)
    {
        if (evaluation.IsCrossAccount && ServiceRules.WorksInOwnAccountOnly(evaluation.Action))
        {
            return true;
        }

        var resource = evaluation.Request.Resource.Value;
        if (ServiceRules.IsAliasAction(evaluation.Action))
        {
            return resource.Contains(ReservedAlias, StringComparison.Ordinal);
        }

        // AWS's own policies and the roles of permission sets cannot be changed by anybody else (SVC-12).
        return ServiceRules.IsService(evaluation.Action, "iam")
            && evaluation.KnownAction is { } action && action.AccessLevel is not (Catalog.AccessLevel.List or Catalog.AccessLevel.Read)
            && !action.Name.Equals("PassRole", StringComparison.OrdinalIgnoreCase)
            && (resource.Contains(ManagedPolicy, StringComparison.Ordinal)
                || (resource.Contains(ReservedRole, StringComparison.Ordinal) && !MayBeCalledViaService(evaluation)));
    }

    // For the management account IAM Identity Center makes these roles with the caller's own permissions.
    private static bool MayBeCalledViaService(Evaluation evaluation) => evaluation.Request.Context.TryGet("aws:CalledVia", out var via) && !via.IsAbsent;

    private static Verdict Denied(Decision decision, PolicyLayer layer) =>
        new(decision, layer, LayerNames.ToAssessment(layer, decision == Decision.ExplicitDeny, isCrossAccount: false));
}
