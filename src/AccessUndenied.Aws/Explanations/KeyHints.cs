using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Requests;
using AccessUndenied.Text;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Knows which requests lack which of the well-known condition keys, and why.</summary>
internal static class KeyHints
{
    // Of a multipart upload the first call alone sends tags.
    private static readonly string[] s_ofParts = ["UploadPart", "UploadPartCopy", "CompleteMultipartUpload"];

    /// <summary>Why the request has no <paramref name="key"/>.</summary>
    public static Note? OfAbsent(HintQuery query, string key)
    {
        var name = key.ToUpperInvariant();
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var tag = slash < 0 ? "" : key[(slash + 1)..];
        return name switch
        {
            // GK-27, GK-61, DEP-03.
            "AWS:SOURCEIP" when ThroughEndpoint(query) is { } endpoint => HintMessages.SourceIpThroughEndpoint(endpoint),
            "AWS:SOURCEIP" or "AWS:VPCSOURCEIP" when ByService(query) is { } service => HintMessages.NetworkKeyOfService(key, service),
            "AWS:SOURCEVPC" or "AWS:SOURCEVPCE" or "AWS:VPCSOURCEIP" when ByService(query) is { } service => HintMessages.EndpointKeyOfService(key, service),
            "AWS:SOURCEVPC" or "AWS:SOURCEVPCE" or "AWS:VPCSOURCEIP" or "AWS:SOURCEVPCARN" => HintMessages.NotThroughEndpoint(key),

            // GK-15, COND-29.
            "AWS:MULTIFACTORAUTHPRESENT" or "AWS:MULTIFACTORAUTHAGE" => OfMfa(query) ?? HintMessages.NoMfa(key),

            // TRUST-12.
            "STS:EXTERNALID" => HintMessages.NoExternalId,
            "AWS:SOURCEARN" or "AWS:SOURCEACCOUNT" or "AWS:SOURCEORGID" or "AWS:PRINCIPALSERVICENAME" or "AWS:PRINCIPALSERVICENAMESLIST" when query.Request.Principal.Kind != PrincipalKind.Service =>
                HintMessages.OnlyByService(key),
            "AWS:PRINCIPALORGID" or "AWS:PRINCIPALORGPATHS" => query.Request.Principal switch
            {
                { Kind: PrincipalKind.Service, Id: var service } => HintMessages.OrganizationOfService(service, key),
                { AccountId: null, Id: var caller } => HintMessages.NoAccountOfOrganization(caller),
                { Id: var caller } => HintMessages.NoOrganization(caller),
            },
            "AWS:RESOURCEORGID" or "AWS:RESOURCEORGPATHS" or "AWS:RESOURCEACCOUNT" when Arn.OrNone(query.Request.Resource.Value).AccountId is "aws" or "amazon" =>
                HintMessages.ResourceOfProvider(query.Request.Resource.ToString(), key),
            // PB-02.
            "IAM:PERMISSIONSBOUNDARY" => BoundaryActions.TellOfPresentOne(query.Request.Action)
                ? HintMessages.NoBoundary(query.Request.Resource.ToString(), query.Request.Action) : HintMessages.NoBoundaryPassed(query.Request.Action),
            "AWS:USERNAME" => HintMessages.NoUserName,
            "S3:PREFIX" => HintMessages.NoPrefix,
            "S3:X-AMZ-SERVER-SIDE-ENCRYPTION" or "S3:X-AMZ-SERVER-SIDE-ENCRYPTION-AWS-KMS-KEY-ID" => HintMessages.NoEncryptionHeader(key),
            "KMS:VIASERVICE" => query.Request.Principal.Kind == PrincipalKind.Service ? HintMessages.ServiceInOwnName(query.Request.Principal.Id) : HintMessages.NotViaService,
            _ when name.StartsWith("S3:REQUESTOBJECTTAG", StringComparison.Ordinal) && query.Event?.Operation is { } operation && Array.IndexOf(s_ofParts, operation) >= 0 =>
                HintMessages.NoTagsWithParts(operation),
            _ when TaglessCalls.IsTagOfResource(key) && CreatedResources.HaveNoTags(query.Request) => HintMessages.TagOfCreated(query.Request.Resource.ToString(), tag),
            _ when TaglessCalls.IsTagOfResource(key) && TaglessCalls.Lack(query.Request, key) =>
                TaglessCalls.IsListing(query.Request) ? HintMessages.TagOfList(query.Request.Resource.ToString(), key) : HintMessages.TagOfDocument(query.Request.Resource.ToString(), key),
            _ when name.StartsWith("AWS:PRINCIPALTAG/", StringComparison.Ordinal) => HintMessages.NoPrincipalTag(query.Request.Principal.EntityId ?? query.Request.Principal.Id, tag),
            _ when name.StartsWith("AWS:REQUESTTAG/", StringComparison.Ordinal) || name.StartsWith("S3:REQUESTOBJECTTAG/", StringComparison.Ordinal) => HintMessages.NoRequestTag(tag),
            _ when slash > 0 && name[..slash].EndsWith("TAG", StringComparison.Ordinal) => HintMessages.NoResourceTag(query.Request.Resource.ToString(), tag),
            _ => null,
        };
    }

    /// <summary>What a value that the condition does not accept tells.</summary>
    public static Note? OfPresent(HintQuery query, Condition condition, ContextValue value) => condition.Key.ToUpperInvariant() switch
    {
        "AWS:MULTIFACTORAUTHPRESENT" => OfMfa(query) ?? HintMessages.SessionWithoutMfa,
        "AWS:MULTIFACTORAUTHAGE" => HintMessages.OldMfa,

        // SK-82: all of a request's partition keys must be among the values, each as a whole.
        "DYNAMODB:LEADINGKEYS" => HintMessages.LeadingKeys(Sentences.List(condition.Values)),
        "AWS:SECURETRANSPORT" => HintMessages.NotEncryptedOnTheWay,
        "AWS:CURRENTTIME" or "AWS:EPOCHTIME" => HintMessages.OutOfTime(Sentences.List(condition.Values)),

        // GK-43.
        "AWS:REQUESTEDREGION" when BedrockModels.DestinationOf(query.Request) is { } destination => HintMessages.DestinationRegion(destination),
        "AWS:REQUESTEDREGION" when value.ToList().Contains("us-east-1") && ActionName.ServiceOf(query.Request.Action) is
            "iam" or "organizations" or "route53" or "cloudfront" or "account" or "support" or "globalaccelerator" or "waf" or "shield" or "budgets" or "ce" or "sts" =>
            HintMessages.GlobalService(ActionName.ServiceOf(query.Request.Action).ToString()),
        _ => null,
    };

    /// <summary>What the value of a key that nobody knows should be.</summary>
    public static Note? OfUnknown(HintQuery query, Condition condition) => condition.Key.ToUpperInvariant() switch
    {
        "AWS:SOURCEIP" when ByService(query) is { } service => HintMessages.AddressOfService(service),
        "DYNAMODB:LEADINGKEYS" => HintMessages.LeadingKeys(Sentences.List(condition.Values)),
        "AWS:SOURCEARN" or "AWS:SOURCEACCOUNT" => HintMessages.UnknownSource(condition.Key, Sentences.List(condition.Values)),
        _ => null,
    };

    // The credentials that AssumeRole gives say nothing of MFA (IAM User Guide, id_credentials_mfa_configure-api-require).
    private static Note? OfMfa(HintQuery query) =>
        query.Request.Action.StartsWith("sts:AssumeRole", StringComparison.OrdinalIgnoreCase) && query.Request.Principal.Kind is PrincipalKind.User or PrincipalKind.FederatedSession
            ? HintMessages.MfaForTrust
            : query.Request.Principal.Kind == PrincipalKind.RoleSession ? HintMessages.MfaOfRoleSession : null;

    private static string? ThroughEndpoint(HintQuery query) =>
        query.Request.NetworkEndpointId ?? (query.Lookup("aws:SourceVpce") is { IsKnown: true } endpoint ? endpoint[0] : null);

    private static string? ByService(HintQuery query)
    {
        if (query.Request.Principal.Kind == PrincipalKind.Service)
        {
            return query.Request.Principal.Id;
        }

        if (query.Lookup("aws:ViaAWSService") is not { IsKnown: true } via || !via[0].Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return query.Lookup("aws:CalledViaLast") is { IsKnown: true } last ? last[0] : query.Lookup("aws:CalledVia") is { IsKnown: true } chain ? chain[chain.Count - 1] : "an AWS service";
    }
}
