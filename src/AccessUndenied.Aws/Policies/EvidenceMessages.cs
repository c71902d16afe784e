using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Policies;

/// <summary>How sentences call what could not be read.</summary>
internal static class EvidenceMessages
{
    public static string IdentityPolicies(string? target) => $"identity-based policies of {Caller(target)}";

    public static string PermissionsBoundary(string? target) => $"permissions boundary of {Caller(target)}";

    public static string FormerIdentityPolicies(string arn) => $"identity-based policies of {arn} at the time";

    public static string GroupPolicies(string group, string user) => $"policies of group {group} of {user}";

    public static string PoliciesThroughGroup(string group, string user) => $"{IdentityPolicies(user)} through group {group}";

    public static string ManagedPolicy(string arn) => $"managed policy {arn}";

    public static string AuthorizationDetails(string account) => $"authorization details of account {account}";

    public static string OtherEntities(string account) => $"authorization details of other users and roles in account {account}";

    public static string ResourcePolicy(string arn) => $"resource policy of {arn}";

    public static string OtherResourcePolicies(string account) => $"resource policies of other resources in account {account}";

    public static string AliasedKeyPolicy(string alias) => $"policy of the key behind {alias}";

    public static string TrustPolicy(string role) => $"trust policy of {role}";

    public static string DelegationPolicy(string account) => $"delegation policy of the organization in account {account}";

    public static string PublicAccessBlock(string bucket) => $"public access block of {bucket}";

    public static string Tags(string arn) => $"tags of {arn}";

    public static string ServiceControlPolicies(string account) => $"service control policies of account {account}";

    public static string ResourceControlPolicies(string account) => $"resource control policies of account {account}";

    public static string ResourceControlPoliciesOn(string arn) => $"resource control policies on {arn}";

    public static string EndpointPolicy(string endpoint) => $"policy of VPC endpoint {endpoint}";

    public static string PolicyDocument(AttachedPolicy policy) =>
        (policy.Id ?? policy.Name) is { Length: > 0 } name ? $"document of policy {name} on {policy.AttachedTo}" : $"document of policy on {policy.AttachedTo}";

    private static string Caller(string? target) => target is null ? "the caller" : AccountIds.IsAccountId(target) ? $"a caller in account {target}" : target;
}
