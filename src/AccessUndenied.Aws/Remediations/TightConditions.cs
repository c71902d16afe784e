using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>The conditions without which an Allow of some actions would open more than the one request: they hold for it.</summary>
/// <remarks>Source: IAM User Guide, "Grant a user permissions to pass a role", "The confused deputy problem", and each service's guide.</remarks>
internal static class TightConditions
{
    // Keys that say what a call is about where its resource does not.
    private static readonly (string Action, string Key)[] s_byAction =
    [
        ("iam:PassRole", "iam:PassedToService"),
        ("iam:CreateServiceLinkedRole", "iam:AWSServiceName"),
        ("iam:AttachRolePolicy", "iam:PolicyARN"),
        ("iam:AttachUserPolicy", "iam:PolicyARN"),
        ("iam:AttachGroupPolicy", "iam:PolicyARN"),
        ("iam:DetachRolePolicy", "iam:PolicyARN"),
        ("iam:DetachUserPolicy", "iam:PolicyARN"),
        ("iam:DetachGroupPolicy", "iam:PolicyARN"),
        ("iam:CreateRole", "iam:PermissionsBoundary"),
        ("iam:CreateUser", "iam:PermissionsBoundary"),
        ("iam:PutRolePermissionsBoundary", "iam:PermissionsBoundary"),
        ("iam:PutUserPermissionsBoundary", "iam:PermissionsBoundary"),
        ("ec2:CreateTags", "ec2:CreateAction"),
    ];

    public static IReadOnlyList<(string Operator, string Key, string Value)> Of(AuthorizationRequest request, PolicyLayer layer)
    {
        var conditions = new List<(string Operator, string Key, string Value)>();
        foreach (var (action, key) in s_byAction)
        {
            if (action.Equals(request.Action, StringComparison.OrdinalIgnoreCase))
            {
                var isArn = key is "iam:PolicyARN" or "iam:PermissionsBoundary";
                Add(conditions, request, isArn ? "ArnEquals" : "StringEquals", key);
            }
        }

        if (request.Action.StartsWith("kms:", StringComparison.OrdinalIgnoreCase))
        {
            Add(conditions, request, "StringEquals", "kms:ViaService");
        }

        var isOwners = layer is PolicyLayer.Resource or PolicyLayer.RoleTrust;
        if (isOwners && request.Principal.Kind == PrincipalKind.Service)
        {
            // Without these a stranger could have the service act on the resource.
            Add(conditions, request, "ArnEquals", "aws:SourceArn");
            Add(conditions, request, "StringEquals", "aws:SourceAccount");
        }

        if (layer == PolicyLayer.RoleTrust)
        {
            Add(conditions, request, "StringEquals", "sts:ExternalId");
            AddTokenClaims(conditions, request);
        }

        return conditions;
    }

    // TRUST-06: audience and subject of the token tell one tenant of the provider from all others.
    private static void AddTokenClaims(List<(string Operator, string Key, string Value)> conditions, AuthorizationRequest request)
    {
        if (request.Principal.Kind != PrincipalKind.WebIdentity)
        {
            return;
        }

        var provider = request.Principal.Id;
        var at = provider.IndexOf(":oidc-provider/", StringComparison.Ordinal);
        var issuer = at < 0 ? provider : provider[(at + ":oidc-provider/".Length)..];
        Add(conditions, request, "StringEquals", issuer + ":aud");
        Add(conditions, request, "StringEquals", issuer + ":sub");
    }

    private static void Add(List<(string Operator, string Key, string Value)> conditions, AuthorizationRequest request, string name, string key)
    {
        if (request.Context[key] is { Count: 1 } value)
        {
            conditions.Add((name, key, Literal(value[0])));
        }
    }

    // A value that spells a variable or a wildcard stands for itself (VAR-05).
    private static string Literal(string value) => value.Replace("${", "${$}{", StringComparison.Ordinal);
}
