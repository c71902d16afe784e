using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>The conditions without which an Allow of some actions would open more than the one request: they hold for it.</summary>
/// <remarks>
/// Values are names out of the request; whoever writes them into a policy escapes them.
/// Source: IAM User Guide, "Grant a user permissions to pass a role", "The confused deputy problem", and each service's guide.
/// </remarks>
internal static class TightConditions
{
    private const string ExternalId = "sts:ExternalId";
    private const string CreateActionSuffix = ":CreateAction";

    // Keys that say what a call is about where its resource does not.
    private static readonly (string Action, string Key)[] s_byAction =
    [
        ("iam:PassRole", "iam:PassedToService"),
        ("iam:CreateServiceLinkedRole", "iam:AWSServiceName"),
        ("sts:GetServiceBearerToken", "sts:AWSServiceName"),
        ("iam:AttachRolePolicy", "iam:PolicyARN"),
        ("iam:AttachUserPolicy", "iam:PolicyARN"),
        ("iam:AttachGroupPolicy", "iam:PolicyARN"),
        ("iam:DetachRolePolicy", "iam:PolicyARN"),
        ("iam:DetachUserPolicy", "iam:PolicyARN"),
        ("iam:DetachGroupPolicy", "iam:PolicyARN"),
        ("sts:SetSourceIdentity", "sts:SourceIdentity"),
        ("iam:CreateRole", "iam:PermissionsBoundary"),
        ("iam:CreateUser", "iam:PermissionsBoundary"),
        ("iam:PutRolePermissionsBoundary", "iam:PermissionsBoundary"),
        ("iam:PutUserPermissionsBoundary", "iam:PermissionsBoundary"),
    ];

    // Tags that come with a creation are checked as a call of the tagging action; the key keeps what exists already from being tagged.
    private static readonly (string Action, string Key, string Page)[] s_taggingOnCreation =
    [
        ("ec2:CreateTags", "ec2:CreateAction", "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html"),
        ("elasticloadbalancing:AddTags", "elasticloadbalancing:CreateAction", "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/tagging-resources-during-creation.html"),
        ("ecs:TagResource", "ecs:CreateAction", "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html"),
        ("elasticfilesystem:TagResource", "elasticfilesystem:CreateAction", "https://docs.aws.amazon.com/efs/latest/ug/using-tags-efs.html"),
        ("fsx:TagResource", "fsx:CreateAction", "https://docs.aws.amazon.com/fsx/latest/WindowsGuide/using-tags-fsx.html"),
        ("lightsail:TagResource", "lightsail:CreateAction", "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonlightsail.html"),
        ("sagemaker:AddTags", "sagemaker:TaggingAction", "https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html"),
        ("vpc-lattice:TagResource", "vpc-lattice:CreateAction", "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonvpclattice.html"),
        ("elasticache:AddTagsToResource", "elasticache:CreateAction", "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticache.html"),
    ];

    /// <summary>Whether <paramref name="key"/> names the call that an action is part of.</summary>
    public static bool IsOfCreation(string key) =>
        key.EndsWith(CreateActionSuffix, StringComparison.OrdinalIgnoreCase) || key.Equals("sagemaker:TaggingAction", StringComparison.OrdinalIgnoreCase);

    public static IReadOnlyList<(string Operator, string Key, string Value)> Of(AuthorizationRequest request, PolicyLayer layer)
    {
        var conditions = new List<(string Operator, string Key, string Value)>();
        if (request.Action.Equals("kms:CreateGrant", StringComparison.OrdinalIgnoreCase) && request.Principal.EntityId?.Contains(":role/aws-service-role/", StringComparison.Ordinal) == true)
        {
            Add(conditions, request, "Bool", "kms:GrantIsForAWSResource");
        }

        foreach (var (action, key) in s_byAction)
        {
            if (action.Equals(request.Action, StringComparison.OrdinalIgnoreCase))
            {
                var isArn = key is "iam:PolicyARN" or "iam:PermissionsBoundary";
                Add(conditions, request, isArn ? "ArnEquals" : "StringEquals", key);
            }
        }

        foreach (var (action, key, _) in s_taggingOnCreation)
        {
            if (action.Equals(request.Action, StringComparison.OrdinalIgnoreCase))
            {
                Add(conditions, request, "StringEquals", key);
            }
        }

        // Where the creation itself is named, what it may bring is for the creation's own permission to say.
        if (!conditions.Exists(condition => IsOfCreation(condition.Key)))
        {
            conditions.AddRange(CarriedTags.Of(request));
        }

        var isService = request.Principal.Kind == PrincipalKind.Service;
        if (!isService && request.Action.StartsWith("kms:", StringComparison.OrdinalIgnoreCase))
        {
            Add(conditions, request, "StringEquals", "kms:ViaService");
        }

        if (isService && layer is PolicyLayer.Resource or PolicyLayer.RoleTrust)
        {
            // Without these a stranger could have the service act on the resource.
            conditions.AddRange(ServiceBindings.Known(request));
        }

        if (layer == PolicyLayer.RoleTrust)
        {
            // The further actions of the call, for tags and the source identity, do not have it.
            if (ActionCatalog.Default.FindAction(request.Action) is not { } action || action.Supplies(ExternalId))
            {
                Add(conditions, request, "StringEquals", ExternalId);
            }

            AddTokenClaims(conditions, request);
        }

        // A gateway endpoint knows no principals but through this key, and an interface endpoint knows it as well.
        if (layer == PolicyLayer.VpcEndpoint && AwsPolicyDialect.IsNamedByCondition(request.Principal, layer))
        {
            conditions.Add(("ArnEquals", "aws:PrincipalArn", request.Principal.EntityId ?? request.Principal.Id));
        }

        // Limits are set for many: one caller's need moves them for that caller alone (TYPE-10, PB-01).
        if (layer is PolicyLayer.ServiceControl or PolicyLayer.PermissionsBoundary && ExemptibleName(request.Principal) is { } name)
        {
            conditions.Add(("ArnEquals", "aws:PrincipalArn", name));
        }

        // The root user shares its name in a Principal element with its whole account.
        if (layer is PolicyLayer.Resource or PolicyLayer.RoleTrust && request.Principal is { Kind: PrincipalKind.Root, AccountId: not null })
        {
            conditions.Add(("ArnEquals", "aws:PrincipalArn", request.Principal.Id));
        }

        return conditions;
    }

    private static string? ExemptibleName(Principal principal) => principal.Kind switch
    {
        PrincipalKind.User or PrincipalKind.Role or PrincipalKind.RoleSession => principal.EntityId,
        PrincipalKind.FederatedSession or PrincipalKind.Root => principal.Id,
        _ => null,
    };

    // TRUST-06: audience and subject of the token tell one tenant of the provider from all others.
    private static void AddTokenClaims(List<(string Operator, string Key, string Value)> conditions, AuthorizationRequest request)
    {
        if (request.Principal.Kind != PrincipalKind.WebIdentity)
        {
            return;
        }

        foreach (var claim in new[] { ":aud", ":sub" })
        {
            Add(conditions, request, "StringEquals", IssuerOf(request.Principal) + claim);
        }
    }

    /// <summary>The claims that an Allow for a token must name and that the record does not have, with what stands for them.</summary>
    public static IEnumerable<(string Operator, string Key, string Value)> MissingClaims(AuthorizationRequest request, PolicyLayer layer)
    {
        if (layer == PolicyLayer.RoleTrust && request.Principal.Kind == PrincipalKind.Saml && !request.Context["SAML:aud"].IsKnown)
        {
            // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html
            yield return ("StringEquals", "SAML:aud", SignIn(request.Principal));
        }

        if (layer != PolicyLayer.RoleTrust || request.Principal.Kind != PrincipalKind.WebIdentity)
        {
            yield break;
        }

        var issuer = IssuerOf(request.Principal);
        if (!request.Context[issuer + ":aud"].IsKnown)
        {
            yield return ("StringEquals", issuer + ":aud", "AUDIENCE");
        }

        if (!request.Context[issuer + ":sub"].IsKnown && !issuer.StartsWith("cognito-identity", StringComparison.Ordinal))
        {
            yield return ("StringEquals", issuer + ":sub", "SUBJECT");
        }
    }

    /// <summary>Whom an outside identity provider says the caller to be; null where the record does not have it.</summary>
    public static string? SubjectOf(AuthorizationRequest request)
    {
        var key = request.Principal.Kind == PrincipalKind.Saml ? "saml:sub" : IssuerOf(request.Principal) + ":sub";
        return request.Context[key] is { Count: 1 } value ? value[0] : null;
    }

    // The place at which people sign in with an assertion, which is its usual audience.
    private static string SignIn(Principal principal) => (Arn.TryParse(principal.Id, out var provider) ? provider.Partition.ToString() : "aws") switch
    {
        "aws-cn" => "https://signin.amazonaws.cn/saml",
        "aws-us-gov" => "https://signin.amazonaws-us-gov.com/saml",
        _ => "https://signin.aws.amazon.com/saml",
    };

    private static string IssuerOf(Principal principal) => ProviderKeys.IssuerOf(principal.Id);

    private static void Add(List<(string Operator, string Key, string Value)> conditions, AuthorizationRequest request, string name, string key)
    {
        if (request.Context[key] is { Count: 1 } value)
        {
            conditions.Add((name, key, value[0]));
        }
    }
}
