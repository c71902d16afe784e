using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Text;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Whether a call that the policies allow names a role which is not there.</summary>
/// <remarks>
/// Services answer that as if the caller lacked a permission. Roles that AWS makes for its services come into being with the call.
/// Source: IAM User Guide, "Grant a user permissions to pass a role to an AWS service".
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
/// </remarks>
internal static class MissingRoles
{
    /// <summary>The sentence on the first such role; null where every role that the call names is there, or nobody knows.</summary>
    public static Note? Find(HintQuery query)
    {
        if (query.Event is not CloudTrailEvent record || query.Policies.Entities is not { } entities
            || query.Request.Action.StartsWith("iam:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        foreach (var member in RecordParts.Parameters(record).Flatten())
        {
            if (member.Value is { } role && IsOfAccount(role) && entities.HasRole(role) == false)
            {
                var others = entities.RolesBeside(role);
                return HintMessages.NoSuchRole(role, Namesake(role, others) ?? Spelling.Nearest(role, others));
            }
        }

        return null;
    }

    private static bool IsOfAccount(string role) =>
        Arn.TryParse(role, out var arn) && arn is { Service: "iam", ResourceType: "role" } && AccountIds.IsAccountId(arn.AccountId)
        && !arn.Resource.StartsWith("role/aws-service-role/", StringComparison.Ordinal) && !role.AsSpan().ContainsAny('*', '?');

    // The same name below another path is another ARN.
    private static string? Namesake(string role, IEnumerable<string> others)
    {
        var name = role[role.LastIndexOf('/')..];
        return others.FirstOrDefault(other => other.EndsWith(name, StringComparison.OrdinalIgnoreCase));
    }
}
