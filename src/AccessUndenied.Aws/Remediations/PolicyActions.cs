using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Actions that the policies of a service's resources do not take, or take for callers of the owner's account alone.</summary>
/// <remarks>Of services that are not listed AWS's pages have no list of what their policies take, or none that was read.</remarks>
internal static class PolicyActions
{
    private static readonly (string Service, string Kind, string[] Actions, string Page)[] s_takesAlone =
    [
        ("sns", "topic",
        [
            "sns:AddPermission", "sns:DeleteTopic", "sns:GetDataProtectionPolicy", "sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic", "sns:ListTagsForResource", "sns:Publish",
            "sns:PutDataProtectionPolicy", "sns:RemovePermission", "sns:SetTopicAttributes", "sns:Subscribe",
        ],
        "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html"),
    ];

    private static readonly (string Kind, bool FromAnotherAccount, string[] Actions, string Page)[] s_doesNotTake =
    [
        ("table", false,
            ["dynamodb:CreateTable", "dynamodb:DeleteBackup", "dynamodb:DescribeBackup", "dynamodb:RestoreTableFromBackup", "dynamodb:DescribeImport", "dynamodb:ImportTable"],
            "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-iam-actions.html"),
        ("table", true,
            [
                "dynamodb:UpdateTimeToLive", "dynamodb:DisableKinesisStreamingDestination",
                "dynamodb:PartiQLSelect", "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate", "dynamodb:PartiQLDelete",
            ],
            "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-iam-actions.html"),
    ];

    /// <summary>The kind of resource whose policies cannot allow <paramref name="request"/>, and the page that says so; null where nothing is known to stand in the way.</summary>
    public static (string Kind, string Page)? Refusing(AuthorizationRequest request)
    {
        foreach (var row in s_takesAlone)
        {
            if (request.Action.StartsWith(row.Service + ":", StringComparison.OrdinalIgnoreCase) && !Has(row.Actions, request.Action))
            {
                return (row.Kind, row.Page);
            }
        }

        var isForeign = request.Principal.AccountId is { } home && request.Resource.AccountId is { } owner && home != owner;
        foreach (var row in s_doesNotTake)
        {
            if ((isForeign || !row.FromAnotherAccount) && Has(row.Actions, request.Action))
            {
                return (row.Kind, row.Page);
            }
        }

        return null;
    }

    private static bool Has(string[] actions, string action) => actions.Contains(action, StringComparer.OrdinalIgnoreCase);
}
