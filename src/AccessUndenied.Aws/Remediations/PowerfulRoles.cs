using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Finds what a role can do that a caller is to take on.</summary>
/// <remarks>
/// Whoever may take on a role has its permissions and not its own:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html">IAM User Guide, "Roles terms and concepts"</see>.
/// What denies and limits the role is left aside: a warning is no verdict.
/// </remarks>
internal static class PowerfulRoles
{
    // By each of them whoever has it gains any other permission, whatever else it may do.
    private static readonly string[] s_powers =
    [
        .. RemediationWarnings.ActionsOnPolicies.Where(action => !action.Contains(":Delete", StringComparison.Ordinal) && !action.Contains(":Detach", StringComparison.Ordinal)),
        "iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:AddUserToGroup", "iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile",
        "sso:CreateAccountAssignment", "organizations:AttachPolicy", "organizations:DetachPolicy", "sts:AssumeRoot",
    ];

    // AWS's own policies that allow everything, or all of IAM, also where their text was not read:
    // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html, https://docs.aws.amazon.com/aws-managed-policy/latest/reference/IAMFullAccess.html.
    private static readonly (string Name, string? Action)[] s_managed = [("AdministratorAccess", null), ("IAMFullAccess", "iam:*")];

    public static IReadOnlyList<Note> Of(AuthorizationRequest request, PolicySet policies)
    {
        if (!request.Action.StartsWith("sts:AssumeRole", StringComparison.OrdinalIgnoreCase) || request.Resource.Value is not { } role || request.Principal.EntityId == role
            || policies.Entities?.PoliciesOf(role) is not { } own)
        {
            return [];
        }

        var caller = request.Principal.EntityId ?? request.Principal.Id;
        foreach (var policy in own)
        {
            if (policy is { Document: null, Id: { } id } && Array.FindIndex(s_managed, managed => id.EndsWith(":iam::aws:policy/" + managed.Name, StringComparison.Ordinal)) is >= 0 and var known)
            {
                return [new(SensitiveActions.Escalation, RemediationMessages.PowerfulRole(caller, role, policy.Name, s_managed[known].Action))];
            }

            foreach (var statement in policy.Document?.Statements ?? [])
            {
                if (statement is { Effect: Effect.Allow, Actions: { } actions } && Array.Find(s_powers, power => actions.Covers(power)) is { } first)
                {
                    var isAll = !actions.IsNegated && actions.Values.Contains("*") && statement.Resources is { IsNegated: false } resources && resources.Values.Contains("*");
                    return [new(SensitiveActions.Escalation, RemediationMessages.PowerfulRole(caller, role, policy.Name, isAll ? null : first))];
                }
            }
        }

        return [];
    }
}
