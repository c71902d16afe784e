using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Aws.Simulation.Layers;

/// <summary>The policy that the resource carries; a role's is its trust policy (LAY-06).</summary>
internal static class ResourceLayer
{
    public static LayerOutcome Evaluate(Evaluation evaluation)
    {
        if (!Applies(evaluation))
        {
            return default;
        }

        var outcome = evaluation.StartLayer(evaluation.IsRoleTrust ? PolicyLayer.RoleTrust : PolicyLayer.Resource);
        if (evaluation.Policies.ResourcePolicy is not { } policy)
        {
            return outcome;
        }

        evaluation.Scan(policy, Rules(evaluation), ref outcome);
        if (IsUntouchableOwner(evaluation))
        {
            outcome.Deny = Truth.False;
        }
        else if (IsRestrictedPublicAccess(evaluation, policy))
        {
            outcome.Deny = Truth.True;
        }

        return outcome;
    }

    /// <summary>Whether S3 Block Public Access refuses the caller because the bucket's policy is public (S3-21).</summary>
    /// <remarks>Source: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage".</remarks>
    public static bool IsRestrictedPublicAccess(Evaluation evaluation, AttachedPolicy policy)
    {
        if (!evaluation.Policies.RestrictsPublicPolicies || !ServiceRules.IsService(evaluation.Action, "s3") || evaluation.Caller.IsService)
        {
            return false;
        }

        var isOwner = evaluation.Caller.AccountId is { } home && home == evaluation.ResourceAccount;
        return !isOwner && policy.Document is { } document && PublicPolicy.IsPublic(document);
    }

    private static bool Applies(Evaluation evaluation)
    {
        // Of IAM's own resources only a role carries a policy, and only for being assumed.
        if (evaluation.TakesNoResource || ServiceRules.IsService(evaluation.Action, "iam"))
        {
            return false;
        }

        var caller = evaluation.Caller;
        return evaluation.Policies.ResourcePolicy is not null
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
