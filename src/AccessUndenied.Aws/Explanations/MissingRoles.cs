using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Conditions;
using AccessUndenied.Explanations;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Whether a call that the policies allow names a role which is not there: services answer that as if the caller lacked a permission.</summary>
/// <remarks>
/// Roles that AWS makes for its services come into being with the call.
/// Source: IAM User Guide, "Grant a user permissions to pass a role to an AWS service". https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
/// </remarks>
internal static class MissingRoles
{
    /// <summary>The sentence on the first such role; null where every role that the call names is there, or nobody knows.</summary>
    public static string? Find(HintQuery query)
    {
        if (query.Event is not CloudTrailEvent record || query.Policies.Entities is not { } entities || query.Request.Action.StartsWith("iam:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        foreach (var member in RecordParts.Parameters(record).Flatten())
        {
            if (Arn.TryParse(member.Value, out var arn) && arn is { Service: "iam", ResourceType: "role" } && member.Value is { } role
                && !arn.Resource.StartsWith("role/aws-service-role/", StringComparison.Ordinal) && !role.AsSpan().ContainsAny('*', '?') && entities.HasRole(role) == false)
            {
                return HintMessages.NoSuchRole(role, AwsPrincipal.IsAccountId(arn.AccountId) ? arn.AccountId.ToString() : "", Namesake(role, entities.RolesBeside(role)) ?? Spelling.Nearest(role, entities.RolesBeside(role)));
            }
        }

        return null;
    }

    // The same name below another path is another ARN.
    private static string? Namesake(string role, IEnumerable<string> others)
    {
        var name = role[role.LastIndexOf('/')..];
        return others.FirstOrDefault(other => other.EndsWith(name, StringComparison.OrdinalIgnoreCase));
    }
}
