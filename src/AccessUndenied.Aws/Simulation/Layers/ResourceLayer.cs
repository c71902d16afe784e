using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation.Layers;

/// <summary>The policy that the resource carries; a role's is its trust policy (LAY-06).</summary>
internal static class ResourceLayer
{
    public static LayerOutcome Evaluate(Evaluation evaluation)
    {
        var neverAllowed = DecisionOrder.IsNeverAllowed(evaluation);
        if (!Applies(evaluation))
        {
            return neverAllowed ? LayerOutcome.Silent : default;
        }

        var outcome = evaluation.StartLayer(evaluation.IsRoleTrust ? PolicyLayer.RoleTrust : PolicyLayer.Resource);
        // A role's trust policy has a say only when the role is assumed.
        if (evaluation.Policies.ResourcePolicy is not { } policy || evaluation.IsRoleWithoutTrustCheck)
        {
            return outcome;
        }

        evaluation.Scan(policy, Rules(evaluation), ref outcome);
        if (IsUntouchableOwner(evaluation))
        {
            outcome.Deny = Truth.False;
        }
        else
        {
            outcome.Deny = outcome.Deny.Or(RestrictsPublicAccess(evaluation, policy));
        }

        return neverAllowed ? new() { Applies = true, Deny = outcome.Deny } : outcome;
    }

    /// <summary>Whether S3 Block Public Access refuses the caller because the bucket's policy is public (S3-21).</summary>
    /// <remarks>Source: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage".</remarks>
    public static Truth RestrictsPublicAccess(Evaluation evaluation, AttachedPolicy policy)
    {
        if (!evaluation.Policies.RestrictsPublicPolicies || !ServiceRules.IsService(evaluation.Action, "s3") || evaluation.Caller.IsService)
        {
            return Truth.False;
        }

        var isOwner = evaluation.Caller.AccountId is { } home && home == evaluation.ResourceAccount;
        return isOwner || policy.Document is not { } document ? Truth.False : PublicPolicy.IsPublic(document, evaluation.Malformed);
    }

    private static bool Applies(Evaluation evaluation)
    {
        if (evaluation.TakesNoResource)
        {
            return false;
        }

        var caller = evaluation.Caller;
        return (evaluation.Policies.ResourcePolicy is not null && !evaluation.IsRoleWithoutTrustCheck)
            || evaluation.Policies.IsUnavailable(PolicyLayer.Resource)
            || evaluation.IsKmsKey || evaluation.IsRoleTrust || evaluation.IsCrossAccount
            || caller.IsService || caller.IsAnonymous || caller.IsOutsideIdentity;
    }

    private static LayerRules Rules(Evaluation evaluation)
    {
        if (evaluation.IsRoleTrust)
        {
            return LayerRules.NamesPrincipals | LayerRules.IgnoresResource;
        }

        return ServiceRules.IsService(evaluation.Action, "ecr") ? LayerRules.NamesPrincipals | LayerRules.ResourceOptional : LayerRules.NamesPrincipals;
    }

    // The root user of the bucket's owner always reaches the bucket's policy, so that nobody locks the owner out (S3-10).
    private static bool IsUntouchableOwner(Evaluation evaluation) =>
        evaluation.Caller.IsRoot && !evaluation.IsCrossAccount && ServiceRules.IsBucketPolicyAction(evaluation.Action);
}
