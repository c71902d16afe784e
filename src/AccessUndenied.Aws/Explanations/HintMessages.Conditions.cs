namespace AccessUndenied.Aws.Explanations;

/// <remarks>Hints about conditions.</remarks>
internal static partial class HintMessages
{
    public const string NoExternalId =
        "The caller passed no external id, and the trust policy demands one. Pass ExternalId to AssumeRole; do not take the condition out.";

    public const string NoUserName = "Only IAM users have aws:username; sessions of roles do not. Use aws:PrincipalTag or aws:userid for them.";

    public const string NoPrefix = "The call listed the bucket without a prefix, so that s3:prefix is absent. Pass the prefix, or allow the empty one with Null or IfExists.";

    public const string NotViaService = "kms:ViaService exists only where a service uses the key for the caller; this call went to KMS directly.";

    public const string MfaForTrust =
        "The trust policy demands MFA of this call. Pass SerialNumber and TokenCode to AssumeRole (--serial-number, --token-code), or call with credentials of GetSessionToken that were made with MFA.";

    public const string MfaOfRoleSession =
        "The credentials that AssumeRole gives hold no MFA information, even where MFA was used to get them, so that a role's own policies cannot ask for it. "
        + "Demand MFA in the role's trust policy and take the condition out here, or make the call as the user with credentials of GetSessionToken that were made with MFA.";

    public static string ServiceInOwnName(string service) =>
        $"kms:ViaService exists only where a service uses the key for a user or role; {service} calls in its own name here, and a statement for it has to name it as Service.";

    public static string LeadingKeys(string values) =>
        $"dynamodb:LeadingKeys holds the whole partition key of each item that is asked for, and the values ({values}) must equal it. Where keys only start so (such as ID#item), use ForAllValues:StringLike with '…#*' after the value; a Scan asks for no key at all.";

    public static string UnknownSource(string key, string values) =>
        $"The record does not tell {key}. Check that {values} is exactly the resource (or account) for which the service calls, with its Region and id.";

    public const string SessionWithoutMfa = "The session was made without MFA. Sign in with it, or pass SerialNumber and TokenCode when the session is made.";

    public const string OldMfa = "MFA was given too long ago for this statement. Sign in anew.";

    public const string NotEncryptedOnTheWay = "The call came over plain HTTP. Use the HTTPS address of the service.";

    public const string BoolIfExistsMfa =
        "BoolIfExists counts an absent key as a match, and long-term access keys never carry aws:MultiFactorAuthPresent: this Deny shuts them out altogether. "
        + "Use temporary credentials made with MFA, or Bool without IfExists if access keys are to be let through.";

    public const string NotPrincipalWithBoundary =
        "A Deny with NotPrincipal always applies to a caller that has a permissions boundary, whatever it lists. Use Principal \"*\" with ArnNotEquals aws:PrincipalArn instead.";

    public static string NotPrincipalService(string service) =>
        $"A Deny with NotPrincipal applies to services too unless it lists them; {service} is not listed. Use Principal \"*\" with conditions instead.";

    public static string NotPrincipalLacks(IReadOnlyList<string> missing) =>
        (missing.Count == 0 ? "NotPrincipal lists the caller otherwise than AWS compares it. " : $"To exempt a caller, NotPrincipal must list its account, its role or user, and its session; it lacks {string.Join(" and ", missing)}. ")
        + "Use Principal \"*\" with ArnNotEquals aws:PrincipalArn instead.";

    public static string NotResource(string hint) => "The entry of NotResource does not exempt the resource: " + hint;

    public static string WildcardInEquals(string name, string value) =>
        $"{name} compares literally: the '*' in '{value}' is a plain character. Use {name.Replace("Equals", "Like", StringComparison.Ordinal)}.";

    public static string UserIdOfSession(string value) => $"aws:userid of a session is the role's id, a colon and the session's name. Use StringLike with '{value}:*'.";

    public static string CaseOfValue(string key, string wanted, string had) => $"'{wanted}' and the request's '{had}' differ in case alone, and this operator minds the case of {key}.";

    public static string EdgeOfValue(string key, string wanted, string had) => $"'{wanted}' and the request's '{had}' differ only by blanks or a slash at the edge of {key}.";

    public static string SeveralValues(string key) =>
        $"{key} has several values in this request, and the operator has neither ForAnyValue: nor ForAllValues: before it, so that it cannot match.";

    public static string ShortArn(string value) =>
        $"In a condition '*' stays within one field of an ARN, unlike in Resource, and '{value}' has fewer than six fields. Write all of them.";

    public static string SessionInPrincipalArn(string value) =>
        $"aws:PrincipalArn of a session is its role's ARN (arn:aws:iam::…:role/…), which '{value}' never matches.";

    public static string SixAgainstFour(string address) => $"The call came from an IPv6 address ({address}), which no IPv4 range holds. List your IPv6 ranges too.";

    public static string FourAgainstSix(string address) => $"The call came from an IPv4 address ({address}), which no IPv6 range holds. List your IPv4 ranges too.";

    public static string PrivateAddress(string range, string address) =>
        $"aws:SourceIp is the public address that AWS sees ({address}); a private range such as '{range}' never matches it. Behind a VPC endpoint use aws:VpcSourceIp.";

    public static string OutOfTime(string values) => $"The statement is bound to a time ({values}) that the call lay outside of.";

    public static string GlobalService(string service) => $"{service} is a global service, whose calls count as made in us-east-1 wherever the caller is. Exempt it from rules about Regions, by NotAction.";

    public static string KeyNotSupplied(string key, string action) =>
        $"{action} never carries {key}, so that this condition cannot be met by it. Put the action into a statement without that condition.";

    public static string KeyOfOtherResource(string key, string action, string types, string resource) =>
        $"{action} is checked on several resources, and {key} describes only {types}, not {resource}. Use separate statements for each kind of resource.";

    public static string KeyWithoutService(string key) => $"'{key}' has no prefix such as 'aws:', so that no request carries it.";

    public static string NoSuchKey(string key, string? near) => $"There is no condition key '{key}', so that no request carries it." + (near is null ? "" : $" Did you mean '{near}'?");

    public static string NegatedOnAbsent(string name, string key) =>
        $"{name} is fulfilled by a request that has no {key} at all, so that the Deny reaches those too. Add Null \"false\" on {key}, if they were not meant.";

    public static string ForAllValuesOnAbsent(string key) =>
        $"ForAllValues is fulfilled by a request that has no {key} at all, so that the Deny reaches those too. Add Null \"false\" on {key} if they were not meant.";

    public static string IfExistsOnAbsent(string name, string key) => $"{name} is fulfilled by a request that has no {key} at all; without IfExists the Deny would not reach those.";

    public static string SourceIpThroughEndpoint(string endpoint) =>
        $"The call came through the VPC endpoint {endpoint}, and such calls carry no aws:SourceIp. Use aws:SourceVpce, aws:SourceVpc or aws:VpcSourceIp for them.";

    public static string NetworkKeyOfService(string key, string service) =>
        $"The call was made by {service}, and calls by services do not carry {key}. Make an exception by aws:ViaAWSService or aws:PrincipalIsAWSService.";

    public static string EndpointKeyOfService(string key, string service) =>
        $"The call was made by {service} for the caller, and such calls lose {key}. Make an exception by aws:ViaAWSService.";

    public static string NotThroughEndpoint(string key) => $"The call did not come through a VPC endpoint, and only such calls carry {key}. Check the endpoint and its DNS setting, or the route.";

    public static string NoMfa(string key) =>
        $"Long-term access keys and sessions made without MFA carry no {key}. Get temporary credentials with MFA (aws sts get-session-token --serial-number … --token-code …).";

    public static string OnlyByService(string key) => $"Only a call that a service makes in its own name for a resource carries {key}; this caller is a user or role.";

    public static string NoOrganization(string caller) => $"{caller} belongs to no organization, or is a service, so that the request carries no organization's id.";

    public static string OrganizationOfService(string service, string key) =>
        $"{service} is a service and belongs to no organization, so that its requests carry no {key}. The organization of whatever it calls for is aws:SourceOrgID (or aws:SourceOrgPaths), its account aws:SourceAccount.";

    public static string ResourceOfProvider(string resource, string key) =>
        $"{resource} belongs to AWS and to no organization, so that the request carries no {key}. Allow the calls on what AWS owns in a statement of its own.";

    public static string NoKeyOfClaim(string key, string claim, string issuer, string known) =>
        $"STS makes no condition key of the claim {claim}, whatever the token holds, so that {key} never has a value. Of this provider's tokens the keys are {known}: say what was meant with {issuer}:sub.";

    public static string NoEncryptionHeader(string key) => $"{key} is there only where the upload sends that header; the bucket's default encryption does not set it.";

    public static string NoPrincipalTag(string entity, string tag) => $"{entity} has no tag '{tag}', and none was passed with the session. Tag it, or pass the tag when the session is made.";

    public static string NoTagsWithParts(string operation) =>
        $"{operation} never carries tags: of a multipart upload CreateMultipartUpload alone has x-amz-tagging, and every part is checked for s3:PutObject without it, so that nothing the caller can send would meet this condition. "
        + "Ask for the tags where they are sent, or allow s3:PutObject without the condition and ask for s3:PutObjectTagging with it. https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html";

    public static string NoRequestTag(string tag) => $"The request does not pass the tag '{tag}'. Pass it with the call.";

    public static string TagOfList(string resource, string key) =>
        $"A call that lists is authorized on '{resource}', which is no resource and has no tag, so that {key} never holds for it. Allow listing in a statement of its own, without that condition; the others keep it.";

    public static string TagOfDocument(string resource, string key) =>
        $"The call is checked on several resources, and {key} is a tag of the node, which {resource} does not have. Allow the document in a statement of its own, without that condition; the nodes keep it. "
        + "https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-examples.html";

    public static string DestinationRegion(string destination) =>
        $"A call through an inference profile is authorized once for each Region that it may be sent to, with that Region as aws:RequestedRegion ('unspecified' with a global profile), here '{destination}'. "
        + "Allow every destination Region of the profile in the rule about Regions, or call a model in a Region that is allowed. https://docs.aws.amazon.com/bedrock/latest/userguide/cross-region-inference.html";

    public static string AddressOfService(string service) =>
        $"{service} made the call with the caller's credentials, from an address of its own. A rule about aws:SourceIp that is not meant for such calls leaves them out with Bool aws:ViaAWSService \"false\" (or by aws:CalledVia). "
        + "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-ip.html";

    public static string ProviderKey(string key, string meant) =>
        $"No token carries '{key}': the keys of a provider begin with its address, without https:// and without its ARN. Write '{meant}'.";

    public static string TagOfCreated(string resource, string tag) =>
        $"{resource} is being created and has no tags yet, so that a condition on a tag of the resource never holds for this call and a negated one always does. What the call brings is aws:RequestTag/{tag}: test that for creations, and the resource's tag for what exists.";

    public static string NoResourceTag(string resource, string tag) => $"{resource} has no tag '{tag}', or did not exist yet. Tag the resource.";
}
