using AccessUndenied.Aws.Requests;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Finds the account and Region in which a policy is changed.</summary>
/// <remarks>What names them may come from a record: nothing but 12 digits is an account here, and nothing but a plain word is a Region.</remarks>
internal static class ChangeOwners
{
    private const int LongestRegion = 32;

    public static (string? AccountId, string? Region) Of(PolicyChange change, AuthorizationRequest request, PolicySet policies) => change.Layer switch
    {
        PolicyLayer.Identity or PolicyLayer.RoleTrust => (Account(change.Policy is { Origin: PolicyOrigin.Managed, Id: { } id } ? id : change.AttachmentTarget), null),
        PolicyLayer.PermissionsBoundary => (Account(change.Policy?.Id) ?? Account(request.Principal.EntityId), null),
        PolicyLayer.ServiceControl => (Manager(change.Policy?.Id) ?? Manager(policies.ServiceControl) ?? Manager(change.AttachmentTarget), null),
        PolicyLayer.ResourceControl => (Manager(change.Policy?.Id) ?? Manager(policies.ResourceControl) ?? Manager(change.AttachmentTarget), null),
        PolicyLayer.VpcEndpoint => (Checked(Known(request, "aws:VpceAccount")), RegionOf(Known(request, "aws:RequestedRegion"))),
        PolicyLayer.Resource => (
            Account(change.AttachmentTarget) ?? Checked(request.Resource.AccountId) ?? Checked(policies.ResourceAccountId),
            RegionOf(Arn.TryParse(change.AttachmentTarget, out var arn) ? arn.Region.ToString() : null) ?? RegionOf(request.Resource.Region) ?? RegionOf(Known(request, "aws:RequestedRegion"))),
        _ => (null, null),
    };

    private static string? Account(string? text) => Arn.TryParse(text, out var arn) ? Checked(arn.AccountId.ToString()) : null;

    // arn:aws:organizations::<management account>:policy/<organization>/<kind>/<policy>; AWS's own policies are of account "aws".
    private static string? Manager(string? text) => Arn.TryParse(text, out var arn) && arn.Service is "organizations" ? Checked(arn.AccountId.ToString()) : null;

    private static string? Manager(IReadOnlyList<PolicyNode> nodes) =>
        nodes.SelectMany(node => node.Policies).Select(policy => Manager(policy.Id)).FirstOrDefault(account => account is not null);

    private static string? Known(AuthorizationRequest request, string key) => request.Context[key] is { Count: 1 } value ? value[0] : null;

    private static string? Checked(string? account) => account is not null && AccountIds.IsAccountId(account) ? account : null;

    private static string? RegionOf(string? text) =>
        text is { Length: > 0 and <= LongestRegion } && char.IsAsciiLetterLower(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') ? text : null;
}
