using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Names what may have refused a request that every policy at hand allows, the likeliest first (ANL-04).</summary>
/// <remarks>Order: session policy, endpoint of another account, the resource's KMS key, who owns the object, settings of the account.</remarks>
internal static class Suspects
{
    private static readonly string[] s_sandboxes = ["eks-", "CognitoIdentityCredentials"];

    // What is asked of objects and their list, for which the requester may have to pay.
    private static readonly string[] s_charged = ["GETOBJECT", "LISTBUCKET", "PUTOBJECT", "LISTMULTIPART", "RESTOREOBJECT", "ABORTMULTIPART"];

    public static IReadOnlyList<Note> Of(HintQuery query)
    {
        var suspects = new List<Note>();
        var action = query.Request.Action.ToUpperInvariant();
        if (MissingRoles.Find(query) is { } role)
        {
            suspects.Add(role);
        }

        if (MissingObjects.MayBe(query))
        {
            suspects.Add(HintMessages.MaybeNoSuchKey(query.Request.Resource.ToString()));
        }

        if (CloudTrailPrincipal.OtherThanCaller(query.Request.Principal, query.Event) is { } other)
        {
            suspects.Add(HintMessages.MaybeAllowedTooLate(other.Id));
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

        if (OfPayer(query, action) is { } payer)
        {
            suspects.Add(payer);
        }

        if (OfAccount(query, action) is { } account)
        {
            suspects.Add(account);
        }

        return suspects;
    }

    private static Note? OfSession(HintQuery query)
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
    private static Note? OfObject(HintQuery query, string action) => action switch
    {
        "S3:GETOBJECT" or "S3:GETOBJECTVERSION" or "S3:GETOBJECTACL" or "S3:PUTOBJECTACL" or "S3:GETOBJECTTAGGING" =>
            HintMessages.MaybeForeignObject(query.Request.Resource.ToString()),
        _ => null,
    };

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/ObjectsinRequesterPaysBuckets.html
    private static Note? OfPayer(HintQuery query, string action)
    {
        const string Header = "x-amz-request-payer";
        var isForeign = query.Request.Resource.AccountId is { } owner && query.Request.Principal.AccountId is { } home && owner != home;
        var paysItself = query.Event is CloudTrailEvent record && RecordParts.Parameters(record).Has(Header);
        return isForeign && !paysItself && action.StartsWith("S3:", StringComparison.Ordinal) && Array.Exists(s_charged, start => action.AsSpan(3).StartsWith(start, StringComparison.Ordinal))
            ? HintMessages.MaybeRequesterPays(query.Request.Resource.ToString())
            : null;
    }

    private static Note? OfAccount(HintQuery query, string action)
    {
        return ActionName.ServiceOf(action) switch
        {
            "STS" when action is "STS:ASSUMEROLE" => HintMessages.MaybeTagSession,
            "BILLING" or "CE" or "CUR" or "AWS-PORTAL" or "BUDGETS" or "PAYMENTS" or "TAX" or "INVOICING" or "CONSOLIDATEDBILLING" or "FREETIER" =>
                HintMessages.MaybeBillingAccess,
            "ORGANIZATIONS" or "ACCOUNT" => HintMessages.MaybeManagementAccount(query.Request.Principal.AccountId),
            "SSO" or "IDENTITYSTORE" => HintMessages.MaybeDelegatedAdministrator,
            "IOT" or "IOTDATA" when query.Request.Principal.SessionName == CognitoGuests.SessionName
                || action is "IOT:GETTHINGSHADOW" or "IOT:PUBLISH" or "IOT:CONNECT" or "IOT:SUBSCRIBE" or "IOT:RECEIVE" or "IOT:UPDATETHINGSHADOW" =>
                HintMessages.MaybeIotPolicy,
            "EKS" => HintMessages.MaybeKubernetes,
            _ => null,
        };
    }
}
