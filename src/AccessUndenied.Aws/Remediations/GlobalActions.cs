using System.Collections.Frozen;
using AccessUndenied.Aws.Catalog;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Services that have one endpoint for a whole partition, so that a call's Region is not the caller's to choose.</summary>
/// <remarks>
/// Source: Organizations User Guide, "Deny access to AWS based on the requested AWS Region", whose example leaves them out by NotAction, and
/// Control Tower User Guide, "Region deny control".
/// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
/// </remarks>
internal static class GlobalActions
{
    private static readonly FrozenSet<string> s_services = new[]
    {
        "a4b", "account", "acm-pca-global", "aws-marketplace", "aws-marketplace-management", "aws-portal", "billing", "billingconductor", "budgets", "ce",
        "chime", "cloudfront", "consolidatedbilling", "consoleapp", "cur", "freetier", "fms", "globalaccelerator", "health", "iam", "importexport",
        "invoicing", "mobileanalytics", "networkmanager", "notifications", "notifications-contacts", "organizations", "payments", "pricing", "route53",
        "route53domains", "route53-recovery-cluster", "route53-recovery-control-config", "route53-recovery-readiness", "savingsplans", "shield",
        "sso-directory-global", "support", "supportplans", "sustainability", "tax", "trustedadvisor", "vendor-insights", "waf", "wellarchitected",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string action) => s_services.Contains(ActionName.ServiceOf(action).ToString());
}
