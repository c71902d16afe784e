using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Replays;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Replays;

/// <summary>Whether a change's target is of a kind that can carry policies of its layer, which its name alone tells.</summary>
internal static class TargetShape
{
    /// <summary>Why it is not; null when it is.</summary>
    public static string? Refuse(ProposedChange change)
    {
        if (change.PolicyArn is { } policy && IsOfProvider(policy) && (change.Kind == ChangeKind.Put || change.Target is null))
        {
            return ReplayMessages.ProviderManaged(policy);
        }

        if (change.Layer == PolicyLayer.ResourceControl && !IsPut(change)
            && (change.PolicyName == "RCPFullAWSAccess" || change.PolicyArn?.EndsWith("/p-RCPFullAWSAccess", StringComparison.Ordinal) == true))
        {
            return ReplayMessages.FullAccessStays;
        }

        return change.Target is { } target && RefuseTarget(change.Layer, target) is { } why ? $"Target '{target}' {why}" : null;
    }

    private static bool IsPut(ProposedChange change) => change.Kind is ChangeKind.Put or ChangeKind.Attach;

    private static string? RefuseTarget(PolicyLayer layer, string target)
    {
        var arn = Arn.OrNone(target);
        var isEntity = arn.IsArn && arn.Service is "iam";
        if (isEntity && arn.Resource.StartsWith("role/aws-service-role/", StringComparison.Ordinal) && layer != PolicyLayer.Session)
        {
            return ReplayMessages.ServiceLinked;
        }

        return layer switch
        {
            PolicyLayer.ServiceControl or PolicyLayer.ResourceControl => IsNode(target, arn) ? null : ReplayMessages.NotANode,
            PolicyLayer.VpcEndpoint => target.StartsWith("vpce-", StringComparison.Ordinal) ? null : ReplayMessages.NotAnEndpoint,
            PolicyLayer.RoleTrust => isEntity && IsOf(arn, "role/") ? null : ReplayMessages.NotARole,
            PolicyLayer.Identity => isEntity && (IsOf(arn, "role/") || IsOf(arn, "user/") || IsOf(arn, "group/")) ? null : ReplayMessages.NotACaller,
            PolicyLayer.PermissionsBoundary => isEntity && (IsOf(arn, "role/") || IsOf(arn, "user/")) ? null : ReplayMessages.NotABoundary,
            PolicyLayer.Session => arn.IsArn && (isEntity ? IsOf(arn, "role/") || IsOf(arn, "user/") : arn.Service is "sts") ? null : ReplayMessages.NotASession,
            _ => RefuseResource(target, arn, isEntity),
        };
    }

    private static string? RefuseResource(string target, Arn arn, bool isEntity)
    {
        if (!arn.IsArn)
        {
            return ReplayMessages.NotAnArn;
        }

        if (isEntity)
        {
            return IsOf(arn, "role/") ? ReplayMessages.TrustIsALayer : ReplayMessages.EntityCarriesNone;
        }

        var carrier = PolicyCarriers.Of(target);
        return carrier.IsNone || carrier.IsAt(target) ? null : ReplayMessages.CarriedBy(carrier.Arn);
    }

    private static bool IsNode(string target, Arn arn) =>
        AccountIds.IsAccountId(target) || target.StartsWith("ou-", StringComparison.Ordinal) || target.StartsWith("r-", StringComparison.Ordinal)
        || (arn.IsArn && arn.Service is "organizations");

    private static bool IsOf(Arn arn, string type) => arn.Resource.StartsWith(type, StringComparison.Ordinal) && arn.Resource.Length > type.Length;

    private static bool IsOfProvider(string policy) => Arn.OrNone(policy) is { IsArn: true, AccountId: "aws" };
}
