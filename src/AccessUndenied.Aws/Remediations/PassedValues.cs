using AccessUndenied.Conditions;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>The values of a wish as a call passes them: a pattern is no value.</summary>
internal static class PassedValues
{
    private const string AnyAccount = "*";

    // The boundary and the policies of an identity are AWS's or of its own account. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
    private static readonly string[] s_ofOwnAccount = ["iam:PermissionsBoundary", "iam:PolicyARN"];

    public static IEnumerable<string> Of(AuthorizationRequest request, CallerWish wish) => wish.Values.Select(value => !wish.ArePatterns ? value : Filled(request, wish.Key, value));

    private static string Filled(AuthorizationRequest request, string key, string value)
    {
        var fields = value.Split(':', 6);
        if (fields is [_, _, "iam", _, AnyAccount, _] && s_ofOwnAccount.Contains(key, StringComparer.OrdinalIgnoreCase)
            && (Arn.AccountOf(request.Resource.Value) ?? request.Principal.AccountId) is { } account)
        {
            fields[4] = account;
            value = string.Join(':', fields);
        }

        return PolicyPattern.HasWildcard(value) ? $"{value} (any that matches it)" : value;
    }
}
