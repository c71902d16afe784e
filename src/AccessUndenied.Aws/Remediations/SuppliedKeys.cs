using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Tells whether a call can have a condition key at all: no caller can pass what an action never carries (COND-31, DEP-05).</summary>
internal static class SuppliedKeys
{
    private static readonly string[] s_globalByAction = ["aws:RequestTag/", "aws:ResourceTag/", "aws:TagKeys"];

    // Topics come with a statement for their own account under this key, which other callers never carry.
    // https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
    private const string SourceOwner = "aws:SourceOwner";

    public static bool CanHave(AuthorizationRequest request, string key)
    {
        if (TaglessCalls.Lack(request, key) || IsNeverOf(request, key) || IsNoClaim(request, key) || IsOfAnotherProvider(request, key)
            || (key.Equals(SourceOwner, StringComparison.OrdinalIgnoreCase) && request.Principal.Kind is not (PrincipalKind.Service or PrincipalKind.Unknown)))
        {
            return false;
        }

        var byAction = !key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) || Array.Exists(s_globalByAction, prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        if (!byAction || SessionCarriedKeys.Contain(key) || request.Context[key].IsKnown || ActionCatalog.Default.FindConditionKey(key) is null
            || ActionCatalog.Default.FindAction(request.Action) is not { } action)
        {
            return true;
        }

        if (!action.Supplies(key))
        {
            return false;
        }

        var type = Arn.TryParse(request.Resource.Value, out var arn) ? TypeOf(action, arn) : null;
        return type is null || Lists(action.ConditionKeys, key) || Lists(type.ConditionKeys, key) || Lists(type.Type.ConditionKeys, key);
    }

    // Nor does STS make a key of every claim of a token (GK-51).
    private static bool IsNoClaim(AuthorizationRequest request, string key) => request.Principal.Kind == PrincipalKind.WebIdentity && key.LastIndexOf(':') is > 0 and var at
        && ProviderKeys.IssuerOf(request.Principal.Id) is var issuer && key.AsSpan(0, at).Equals(issuer, StringComparison.OrdinalIgnoreCase)
        && KnownClaims.AreWithout(issuer, key[(at + 1)..]);

    // A token has the claims of its own provider alone.
    private static bool IsOfAnotherProvider(AuthorizationRequest request, string key) => request.Principal.Kind == PrincipalKind.WebIdentity
        && key.LastIndexOf(':') is > 0 and var at && key.AsSpan(0, at).Contains('.') && CallerChosenKeys.TellsWhoCalls(key)
        && !key.AsSpan(0, at).Equals(ProviderKeys.IssuerOf(request.Principal.Id), StringComparison.OrdinalIgnoreCase) && ClaimKeys.MeantBy(request, key) is null;

    // Tags that come without a creation have no creation's name (SK-55), and services belong to no organization (GK-03, GK-04).
    private static bool IsNeverOf(AuthorizationRequest request, string key) =>
        key.EndsWith(":CreateAction", StringComparison.OrdinalIgnoreCase) ? request.Context[key].IsAbsent
        : key.StartsWith("aws:PrincipalOrg", StringComparison.OrdinalIgnoreCase) && request.Principal.Kind == PrincipalKind.Service;

    private static bool Lists(IReadOnlyList<CatalogConditionKey> keys, string key) => keys.Any(item => item.Matches(key));

    private static ActionResourceType? TypeOf(CatalogAction action, Arn arn)
    {
        var type = arn.ResourceType.ToString();
        return action.ResourceTypes.Where(item => type.Equals(item.Name, StringComparison.OrdinalIgnoreCase)).ToList() is [var only] ? only : null;
    }
}
