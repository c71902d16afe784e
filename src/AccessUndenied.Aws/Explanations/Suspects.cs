using AccessUndenied.Aws.Policies;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Names what may have refused a request that every policy at hand allows, the likeliest first (ANL-04).</summary>
/// <remarks>Order: session policy, endpoint of another account, the resource's KMS key, who owns the object, settings of the account.</remarks>
internal static class Suspects
{
    private static readonly string[] s_sandboxes = ["eks-", "CognitoIdentityCredentials"];

    public static IReadOnlyList<string> Of(HintQuery query)
    {
        var suspects = new List<string>();
        var action = query.Request.Action.ToUpperInvariant();
        if (MissingObjects.MayBe(query))
        {
            suspects.Add(HintMessages.MaybeNoSuchKey(query.Request.Resource.ToString()));
        }

        if (OfSession(query) is { } session)
        {
            suspects.Add(session);
        }

        if (query.Request.NetworkEndpointId is { } endpoint && query.Policies is { VpcEndpoint.Count: 0 } && !query.Policies.IsUnavailable(PolicyLayer.VpcEndpoint))
        {
            suspects.Add(HintMessages.MaybeEndpointPolicy(endpoint));
        }

        if (EncryptedResources.Find(query) is { } key)
        {
            suspects.Add(key);
        }

        if (OfObject(query, action) is { } owner)
        {
            suspects.Add(owner);
        }

        if (OfAccount(query, action) is { } account)
        {
            suspects.Add(account);
        }

        return suspects;
    }

    private static string? OfSession(HintQuery query)
    {
        var caller = query.Request.Principal;
        if (caller.Kind is not (PrincipalKind.RoleSession or PrincipalKind.FederatedSession) || query.Policies.SessionPolicies.Count > 0)
        {
            return null;
        }

        return caller.SessionName is { } name && Array.Exists(s_sandboxes, start => name.StartsWith(start, StringComparison.Ordinal))
            ? HintMessages.MaybeImposedSessionPolicy(name)
            : HintMessages.MaybeSessionPolicy;
    }

    // S3-10: what is allowed on an object that the bucket's owner does not own, its ACL decides.
    private static string? OfObject(HintQuery query, string action) => action switch
    {
        "S3:GETOBJECT" or "S3:GETOBJECTVERSION" or "S3:GETOBJECTACL" or "S3:PUTOBJECTACL" or "S3:GETOBJECTTAGGING" =>
            HintMessages.MaybeForeignObject(query.Request.Resource.ToString()),
        _ => null,
    };

    private static string? OfAccount(HintQuery query, string action)
    {
        var service = action[..Math.Max(0, action.IndexOf(':', StringComparison.Ordinal))];
        return service switch
        {
            "STS" when action is "STS:ASSUMEROLE" => HintMessages.MaybeTagSession,
            "BILLING" or "CE" or "CUR" or "AWS-PORTAL" or "BUDGETS" or "PAYMENTS" or "TAX" or "INVOICING" or "CONSOLIDATEDBILLING" or "FREETIER" =>
                HintMessages.MaybeBillingAccess,
            "ORGANIZATIONS" or "ACCOUNT" => HintMessages.MaybeManagementAccount(query.Request.Principal.AccountId),
            "SSO" or "IDENTITYSTORE" => HintMessages.MaybeDelegatedAdministrator,
            "IOT" or "IOTDATA" when query.Request.Principal.SessionName == CognitoGuests.SessionName || action is "IOT:GETTHINGSHADOW" or "IOT:PUBLISH" or "IOT:CONNECT" or "IOT:SUBSCRIBE" or "IOT:RECEIVE" or "IOT:UPDATETHINGSHADOW" =>
                HintMessages.MaybeIotPolicy,
            "EKS" => HintMessages.MaybeKubernetes,
            _ => null,
        };
    }
}
