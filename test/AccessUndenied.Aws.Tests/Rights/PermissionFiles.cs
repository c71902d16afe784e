using System.Text.RegularExpressions;
using AccessUndenied.Aws.Policies.ResourcePolicyProviders;

namespace AccessUndenied.Aws.Tests.Rights;

/// <summary>What of the files in build/deploy and docs follows from the rows of the table of policies.</summary>
internal static class PermissionFiles
{
    // What the other readers of policies need.
    private static readonly string[] s_others =
    [
        "kms:DescribeKey", "kms:GetKeyPolicy", "logs:DescribeDestinations", "logs:DescribeResourcePolicies", "s3:GetAccountPublicAccessBlock", "s3:GetBucketLocation",
        "s3:GetBucketPolicy", "s3:GetBucketPublicAccessBlock", "s3:GetMultiRegionAccessPointPolicy", "s3:ListAllMyBuckets", "s3:ListMultiRegionAccessPoints", "s3tables:GetTable",
        "s3tables:GetTablePolicy", "sqs:GetQueueAttributes", "sqs:GetQueueUrl",
    ];

    public static IReadOnlyList<string> Names { get; } =
    [
        "build/deploy/account-policy.json", "build/deploy/caller-policy.json", "build/deploy/cross-account-role.cloudformation.json",
        "build/deploy/terraform/cross-account-role/main.tf", "docs/permissions.md", "docs/resource-policies.md",
    ];

    public static string PathOf(string name) => Repository.PathOf(name);

    /// <summary><paramref name="text"/> with the parts that follow from the rows as they should be.</summary>
    public static string Rewrite(string name, string text) => name.EndsWith("resource-policies.md", StringComparison.Ordinal) ? BetweenMarks(text, Kinds())
        : name.EndsWith(".md", StringComparison.Ordinal) ? BetweenMarks(text, Permissions())
        : Regex.Replace(text, "(\"Sid\": \"ReadResourcePolicies\",\\s+\"Effect\": \"Allow\",\\s+\"Action\": \\[)(\\n *)[^\\]]*?(\\n *\\])", match =>
            match.Groups[1].Value + string.Join(",", Actions().Select(action => $"{match.Groups[2].Value}\"{action}\"")) + match.Groups[3].Value);

    private static IEnumerable<string> Actions() =>
        PolicyTable.All.Select(row => row.Permission).Where(permission => permission != "apigateway:GET").Concat(s_others).Distinct().Order(StringComparer.Ordinal);

    private static string Permissions() => string.Concat(PolicyTable.All.GroupBy(row => row.Permission).OrderBy(rows => rows.Key, StringComparer.Ordinal)
        .Select(rows => $"| `{rows.Key}` | {string.Join(", ", rows.Select(row => row.Words))} | the same |\n"));

    private static string Kinds() => string.Concat(PolicyTable.All.OrderBy(row => row.ArnService, StringComparer.Ordinal).ThenBy(row => row.Resource.Text, StringComparer.Ordinal)
        .Select(row => $"| `{row.ArnService}` | `{row.Resource.Text.Replace("+", "", StringComparison.Ordinal)}` | {row.Words.Split(';')[0]} | [`{row.Operation}`]({row.Page}) |\n"));

    private static string BetweenMarks(string text, string rows) =>
        Regex.Replace(text, "(<!-- rows -->\\n(?:\\|[^\\n]*\\n){2}).*?(<!-- end of rows -->)", match => match.Groups[1].Value + rows + match.Groups[2].Value, RegexOptions.Singleline);

}
