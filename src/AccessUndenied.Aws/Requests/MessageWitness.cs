using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests.Companions;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Whether what an error text names can belong to the call that its record tells of.</summary>
/// <remarks>
/// The record's own members are the better witness: a text that names somebody else, an action that the call is never checked for, or another resource than the
/// parameters contradicts them (MSG-58). A service that works with a role of the request says that the role's rights were wanting; a call is checked for
/// further actions as the table of companions says, and for the use of keys and of roles that it passes.
/// </remarks>
internal sealed class MessageWitness(ActionCatalog catalog)
{
    // Every service that encrypts may use keys in the caller's name: https://docs.aws.amazon.com/kms/latest/developerguide/service-integration.html
    private static readonly string[] s_usesOfKeys =
    [
        "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyPair", "kms:GenerateDataKeyPairWithoutPlaintext", "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom", "kms:ReEncryptTo",
    ];

    // Asked of the caller by services that issue tokens or make their own role: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html,
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html
    private static readonly string[] s_ofAnyService = ["sts:GetServiceBearerToken", "iam:CreateServiceLinkedRole"];

    // What makes or changes something may grant the service the use of a key, and pass it a role.
    private static readonly string[] s_ofWrites = ["kms:CreateGrant", "iam:PassRole"];

    // Services whose actions are rights over identities: none is believed that no table lists.
    private static readonly string[] s_ofIdentities = ["iam", "sts", "sso", "sso-directory", "identitystore", "organizations"];

    // The caller's rights in another service, which a call needs as the page says.
    private static readonly (string Operation, string Action, string Page)[] s_ofOtherServices =
    [
        ("wafv2:AssociateWebACL", "*:SetWebACL", "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awswafv2.html"),
        ("wafv2:DisassociateWebACL", "*:SetWebACL", "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awswafv2.html"),
        ("wafv2:AssociateWebACL", "*:AssociateWebACL", "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awswafv2.html"),
        ("wafv2:DisassociateWebACL", "*:DisassociateWebACL", "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awswafv2.html"),
        ("logs:PutDeliverySource", "*:AllowVendedLogDeliveryForResource", "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-vended-logs-permissions-V2.html"),
        ("redshift-data:ExecuteStatement", "redshift:GetClusterCredentials", "https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-access.html"),
        ("redshift-data:ExecuteStatement", "redshift:GetClusterCredentialsWithIAM", "https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-access.html"),
        ("redshift-data:BatchExecuteStatement", "redshift:GetClusterCredentials", "https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-access.html"),
        ("redshift-data:BatchExecuteStatement", "redshift:GetClusterCredentialsWithIAM", "https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-access.html"),
        ("ec2:CreateVpcEndpoint", "route53:AssociateVPCWithHostedZone", "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html"),
    ];

    /// <summary>Whether the record itself names <paramref name="other"/>, so that a text may speak of its rights.</summary>
    internal static bool IsNamedIn(ResourceSearch search, Principal other)
    {
        // The role of a service works for the account whose it is, and no change can be made to it.
        if (other.Name is not { Length: > 0 } name || (other.AccountId == search.Principal.AccountId && name.StartsWith("AWSServiceRoleFor", StringComparison.Ordinal)))
        {
            return other.Name is { Length: > 0 };
        }

        foreach (var member in search.Members)
        {
            if (IsNameOf(member.Value, name, other))
            {
                return true;
            }
        }

        return search.Record.Resources.Any(resource => resource.Arn is { } arn && IsNameOf(arn, name, other));
    }

    /// <summary>Whether a call is known to be checked for <paramref name="action"/> beside its own.</summary>
    internal bool IsCheckedFor(CatalogAction action, ResourceSearch search)
    {
        var operation = search.Record.Operation;
        if (operation.Length == 0 || search.Record.Told is not null || Matches(s_usesOfKeys, action) || Matches(s_ofAnyService, action))
        {
            return true;
        }

        var prefixes = catalog.ServicesOfEventSource(search.Record.Service);
        if (Matches(s_ofWrites, action) && (RequestCompanions.MayPass(operation) || ParameterPath.Values(search, ParameterPath.AnyRole).Count > 0))
        {
            return true;
        }

        if (HasRow(prefixes, operation, action))
        {
            return true;
        }

        // More is checked than any table says: in one service, in one that nobody knows, and where a service reads what it works on. But reading asks for no right
        // to write, nor writing for one to give rights.
        var isOwn = prefixes.Count == 0 ? !IsOfIdentities(action) : prefixes.Contains(action.Service, StringComparer.OrdinalIgnoreCase);
        var rank = Rank(action);
        return isOwn ? rank <= catalog.FindOperation(search.Record.Service, operation).Actions.Max(Rank) : rank == 0 || (prefixes.Count == 0 && !IsOfIdentities(action));
    }

    private static bool IsOfIdentities(CatalogAction action) => s_ofIdentities.Contains(action.Service, StringComparer.OrdinalIgnoreCase);

    // What no table lists may be anything.
    private static int Rank(CatalogAction action) => action.AccessLevel switch
    {
        AccessLevel.List or AccessLevel.Read => 0,
        AccessLevel.PermissionsManagement => 2,
        _ => 1,
    };

    private bool HasRow(IReadOnlyList<string> prefixes, string operation, CatalogAction action)
    {
        var name = new OperationName(operation).Unversioned.ToString();
        foreach (var prefix in prefixes)
        {
            if (Array.Exists(s_ofOtherServices, row => row.Operation.Equals($"{prefix}:{name}", StringComparison.OrdinalIgnoreCase) && Names(row.Action, action)))
            {
                return true;
            }

            if (CompanionTable.Default.Of(prefix, operation).Concat(CompanionTable.Default.Of(prefix, name)).Any(row => Names(row.Action, action)))
            {
                return true;
            }
        }

        foreach (var own in catalog.FindOperation(prefixes.Count > 0 ? prefixes[0] + ".amazonaws.com" : "", operation).Actions)
        {
            if (CompanionTable.Default.Of(own.Service, own.Name).Any(row => Names(row.Action, action)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Names(string listed, CatalogAction action) => listed.StartsWith("*:", StringComparison.Ordinal)
        ? listed.AsSpan(2).Equals(action.Name, StringComparison.OrdinalIgnoreCase)
        : listed.Equals(action.FullName, StringComparison.OrdinalIgnoreCase);

    private static bool Matches(string[] actions, CatalogAction action) => actions.Contains(action.FullName, StringComparer.OrdinalIgnoreCase);

    // The ARN of the role or of a session of it, or its name alone or behind a path; never a name that another account's entity may have too.
    private static bool IsNameOf(string value, string name, Principal other)
    {
        if (Arn.TryParse(value, out var arn))
        {
            return arn.Service is "iam" or "sts" && arn.AccountId.SequenceEqual(other.AccountId)
                && (arn.Resource.EndsWith("/" + name, StringComparison.Ordinal) || arn.Resource.StartsWith($"assumed-role/{name}/", StringComparison.Ordinal));
        }

        return value == name || value.EndsWith("/" + name, StringComparison.Ordinal);
    }
}
