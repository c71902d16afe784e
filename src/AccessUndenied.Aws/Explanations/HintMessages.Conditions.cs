using AccessUndenied.Events;

namespace AccessUndenied.Aws.Explanations;

/// <remarks>Hints about conditions.</remarks>
internal static partial class HintMessages
{
    public static readonly Note NoExternalId = new(
        "no-external-id",
        "The caller passed no external id, and the trust policy demands one. Pass ExternalId to AssumeRole; do not take the condition out.");

    public static readonly Note NoUserName = new(
        "no-user-name",
        "Only IAM users have aws:username; sessions of roles do not. Use aws:PrincipalTag or aws:userid for them.");

    public static readonly Note NoPrefix = new(
        "no-prefix",
        "The call listed the bucket without a prefix, so that s3:prefix is absent. Pass the prefix, or allow the empty one with Null or IfExists.");

    public static readonly Note NotViaService = new(
        "not-via-service",
        "kms:ViaService exists only where a service uses the key for the caller; this call went to KMS directly.");

    public static readonly Note MfaForTrust = new(
        "mfa-for-trust",
        "The trust policy demands MFA of this call. Pass SerialNumber and TokenCode to AssumeRole (--serial-number, --token-code), or call with credentials of GetSessionToken that were made "
            + "with MFA.");

    public static readonly Note MfaOfRoleSession = new(
        "mfa-of-role-session",
        "The credentials that AssumeRole gives hold no MFA information, even where MFA was used to get them, so that a role's own policies cannot ask for it. "
        + "Demand MFA in the role's trust policy and take the condition out here, or make the call as the user with credentials of GetSessionToken that were made with MFA.");

    public static Note ServiceInOwnName(string service) => new(
        "service-in-own-name",
        $"kms:ViaService exists only where a service uses the key for a user or role; {service} calls in its own name here, and a statement for it has to name it as Service.");

    public static Note LeadingKeys(string values) => new(
        "dynamodb-leading-keys",
        $"dynamodb:LeadingKeys holds the whole partition key of each item that is asked for, and the values ({values}) must equal it. Where keys only start so (such as ID#item), use "
            + "ForAllValues:StringLike with '…#*' after the value; a Scan asks for no key at all.");

    public static Note UnknownSource(string key, string values) => new(
        "unknown-source",
        $"The record does not tell {key}. Check that {values} is exactly the resource (or account) for which the service calls, with its Region and id.");

    public static readonly Note SessionWithoutMfa = new(
        "session-without-mfa",
        "The session was made without MFA. Sign in with it, or pass SerialNumber and TokenCode when the session is made.");

    public static readonly Note OldMfa = new("old-mfa", "MFA was given too long ago for this statement. Sign in anew.");

    public static readonly Note NotEncryptedOnTheWay = new("not-encrypted-on-the-way", "The call came over plain HTTP. Use the HTTPS address of the service.");

    public static readonly Note BoolIfExistsMfa = new(
        "bool-if-exists-mfa",
        "BoolIfExists counts an absent key as a match, and long-term access keys never carry aws:MultiFactorAuthPresent: this Deny shuts them out altogether. "
        + "Use temporary credentials made with MFA, or Bool without IfExists if access keys are to be let through.");

    public static readonly Note NotPrincipalWithBoundary = new(
        "not-principal-with-boundary",
        "A Deny with NotPrincipal always applies to a caller that has a permissions boundary, whatever it lists. Use Principal \"*\" with ArnNotEquals aws:PrincipalArn instead.");

    public static Note NotPrincipalService(string service) => new(
        "not-principal-service",
        $"A Deny with NotPrincipal applies to services too unless it lists them; {service} is not listed. Use Principal \"*\" with conditions instead.");

    public static Note NotPrincipalLacks(IReadOnlyList<string> missing) => new(
        "not-principal-lacks",
        (missing.Count == 0 ? "NotPrincipal lists the caller otherwise than AWS compares it. " : $"To exempt a caller, NotPrincipal must list its account, its role or user, and its session; "
            + $"it lacks {string.Join(" and ", missing)}. ")
        + "Use Principal \"*\" with ArnNotEquals aws:PrincipalArn instead.");

    public static Note NotResource(Note hint) => new("not-resource", "The entry of NotResource does not exempt the resource: " + hint.Text);

    public static Note WildcardInEquals(string name, string value) => new(
        "wildcard-in-equals",
        $"{name} compares literally: the '*' in '{value}' is a plain character. Use {name.Replace("Equals", "Like", StringComparison.Ordinal)}.");

    public static Note UserIdOfSession(string value) => new(
        "user-id-of-session",
        $"aws:userid of a session is the role's id, a colon and the session's name. Use StringLike with '{value}:*'.");

    public static Note CaseOfValue(string key, string wanted, string had) => new(
        "case-of-value",
        $"'{wanted}' and the request's '{had}' differ in case alone, and this operator minds the case of {key}.");

    public static Note EdgeOfValue(string key, string wanted, string had) => new(
        "edge-of-value",
        $"'{wanted}' and the request's '{had}' differ only by blanks or a slash at the edge of {key}.");

    public static Note SeveralValues(string key) => new(
        "several-values",
        $"{key} has several values in this request, and the operator has neither ForAnyValue: nor ForAllValues: before it, so that it cannot match.");

    public static Note ShortArn(string value) => new(
        "short-arn",
        $"In a condition '*' stays within one field of an ARN, unlike in Resource, and '{value}' has fewer than six fields. Write all of them.");

    public static Note SessionInPrincipalArn(string value) => new(
        "session-in-principal-arn",
        $"aws:PrincipalArn of a session is its role's ARN (arn:aws:iam::…:role/…), which '{value}' never matches.");

    public static Note SixAgainstFour(string address) => new(
        "six-against-four",
        $"The call came from an IPv6 address ({address}), which no IPv4 range holds. List your IPv6 ranges too.");

    public static Note FourAgainstSix(string address) => new(
        "four-against-six",
        $"The call came from an IPv4 address ({address}), which no IPv6 range holds. List your IPv4 ranges too.");

    public static Note PrivateAddress(string range, string address) => new(
        "private-address",
        $"aws:SourceIp is the public address that AWS sees ({address}); a private range such as '{range}' never matches it. Behind a VPC endpoint use aws:VpcSourceIp.");

    public static Note OutOfTime(string values) => new("out-of-time", $"The statement is bound to a time ({values}) that the call lay outside of.");

    public static Note GlobalService(string service) => new(
        "global-service",
        $"{service} is a global service, whose calls count as made in us-east-1 wherever the caller is. Exempt it from rules about Regions, by NotAction.");

    public static Note KeyNotSupplied(string key, string action) => new(
        "key-not-supplied",
        $"{action} never carries {key}, so that this condition cannot be met by it. Put the action into a statement without that condition.");

    public static Note KeyAlwaysPasses(string key, string action, string name) => new(
        "key-always-passes",
        $"{action} never carries {key}, and {name} is fulfilled where the key is absent: this Deny reaches every {action} that its other elements cover. "
            + "Leave the action out of the statement, or put it into one with a condition that it can meet.");

    public static Note NoBoundary(string entity, string action) => new(
        "no-boundary",
        $"{entity} has no permissions boundary, and {action} is checked for the one that is there already, not for one that the call brings. Put the boundary on it first "
            + "(iam:PutRolePermissionsBoundary, iam:PutUserPermissionsBoundary), or allow the action in a statement without this condition if it needs none.");

    public static Note NoBoundaryPassed(string action) => new(
        "no-boundary-passed",
        $"The call passes no permissions boundary, which the statement demands of {action}. Pass PermissionsBoundary (--permissions-boundary).");

    public static Note KeyOfOtherResource(string key, string action, string types, string resource) => new(
        "key-of-other-resource",
        $"{action} is checked on several resources, and {key} describes only {types}, not {resource}. Use separate statements for each kind of resource.");

    public static Note KeyWithoutService(string key) => new("key-without-service", $"'{key}' has no prefix such as 'aws:', so that no request carries it.");

    public static Note NoSuchKey(string key, string? near) => new(
        "no-such-key",
        $"There is no condition key '{key}', so that no request carries it." + (near is null ? "" : $" Did you mean '{near}'?"));

    public static Note NegatedOnAbsent(string name, string key) => new(
        "negated-on-absent",
        $"{name} is fulfilled by a request that has no {key} at all, so that the Deny reaches those too. Add Null \"false\" on {key}, if they were not meant.");

    public static Note ForAllValuesOnAbsent(string key) => new(
        "for-all-values-on-absent",
        $"ForAllValues is fulfilled by a request that has no {key} at all, so that the Deny reaches those too. Add Null \"false\" on {key} if they were not meant.");

    public static Note IfExistsOnAbsent(string name, string key) => new(
        "if-exists-on-absent",
        $"{name} is fulfilled by a request that has no {key} at all; without IfExists the Deny would not reach those.");

    public static Note SourceIpThroughEndpoint(string endpoint) => new(
        "source-ip-through-endpoint",
        $"The call came through the VPC endpoint {endpoint}, and such calls carry no aws:SourceIp. Use aws:SourceVpce, aws:SourceVpc or aws:VpcSourceIp for them.");

    public static Note NetworkKeyOfService(string key, string service) => new(
        "network-key-of-service",
        $"The call was made by {service}, and calls by services do not carry {key}. Make an exception by aws:ViaAWSService or aws:PrincipalIsAWSService.");

    public static Note EndpointKeyOfService(string key, string service) => new(
        "endpoint-key-of-service",
        $"The call was made by {service} for the caller, and such calls lose {key}. Make an exception by aws:ViaAWSService.");

    public static Note NotThroughEndpoint(string key) => new(
        "not-through-endpoint",
        $"The call did not come through a VPC endpoint, and only such calls carry {key}. Check the endpoint and its DNS setting, or the route.");

    public static Note NoMfa(string key) => new(
        "no-mfa",
        $"Long-term access keys and sessions made without MFA carry no {key}. Get temporary credentials with MFA (aws sts get-session-token --serial-number … --token-code …).");

    public static Note OnlyByService(string key) => new(
        "only-by-service",
        $"Only a call that a service makes in its own name for a resource carries {key}; this caller is a user or role.");

    public static Note NoOrganization(string caller) => new(
        "no-organization",
        $"The account of {caller} is not in the organization that was read: it is in another one or in none, so that the request carries another organization's id, or none.");

    public static Note NoAccountOfOrganization(string caller) => new(
        "no-account",
        $"{caller} is of no account, and so of no organization, so that the request carries no organization's id.");

    public static Note OrganizationOfService(string service, string key) => new(
        "organization-of-service",
        $"{service} is a service and belongs to no organization, so that its requests carry no {key}. The organization of whatever it calls for is aws:SourceOrgID (or aws:SourceOrgPaths), its "
            + "account aws:SourceAccount.");

    public static Note ResourceOfProvider(string resource, string key) => new(
        "resource-of-provider",
        $"{resource} belongs to AWS and to no organization, so that the request carries no {key}. Allow the calls on what AWS owns in a statement of its own.");

    public static Note NoKeyOfClaim(string key, string claim, string issuer, string known) => new(
        "no-key-of-claim",
        $"STS makes no condition key of the claim {claim}, whatever the token holds, so that {key} never has a value. Of this provider's tokens the keys are {known}: say what was meant with "
            + $"{issuer}:sub.");

    public static Note NoEncryptionHeader(string key) => new(
        "no-encryption-header",
        $"{key} is there only where the upload sends that header; the bucket's default encryption does not set it.");

    public static Note NoPrincipalTag(string entity, string tag) => new(
        "no-principal-tag",
        $"{entity} has no tag '{tag}', and none was passed with the session. Tag it, or pass the tag when the session is made.");

    public static Note NoTagsWithParts(string operation) => new(
        "no-tags-with-parts",
        $"{operation} never carries tags: of a multipart upload CreateMultipartUpload alone has x-amz-tagging, and every part is checked for s3:PutObject without it, so that nothing the "
            + "caller can send would meet this condition. "
        + "Ask for the tags where they are sent, or allow s3:PutObject without the condition and ask for s3:PutObjectTagging with it. "
        + "https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html");

    public static Note NoRequestTag(string tag) => new("no-request-tag", $"The request does not pass the tag '{tag}'. Pass it with the call.");

    public static Note TagOfList(string resource, string key) => new(
        "tag-of-list",
        $"A call that lists is authorized on '{resource}', which is no resource and has no tag, so that {key} never holds for it. Allow listing in a statement of its own, without that "
            + "condition; the others keep it.");

    public static Note TagOfDocument(string resource, string key) => new(
        "tag-of-document",
        $"The call is checked on several resources, and {key} is a tag of the node, which {resource} does not have. Allow the document in a statement of its own, without that condition; the "
            + "nodes keep it. "
        + "https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-examples.html");

    public static Note DestinationRegion(string destination) => new(
        "destination-region",
        $"A call through an inference profile is authorized once for each Region that it may be sent to, with that Region as aws:RequestedRegion ('unspecified' with a global profile), here "
            + $"'{destination}'. "
        + "Allow every destination Region of the profile in the rule about Regions, or call a model in a Region that is allowed. "
        + "https://docs.aws.amazon.com/bedrock/latest/userguide/cross-region-inference.html");

    public static Note AddressOfService(string service) => new(
        "address-of-service",
        $"{service} made the call with the caller's credentials, from an address of its own. A rule about aws:SourceIp that is not meant for such calls leaves them out with Bool "
            + "aws:ViaAWSService \"false\" (or by aws:CalledVia). "
        + "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-ip.html");

    public static Note ProviderKey(string key, string meant) => new(
        "provider-key",
        $"No token carries '{key}': the keys of a provider begin with its address, without https:// and without its ARN. Write '{meant}'.");

    public static Note TagOfCreated(string resource, string tag) => new(
        "tag-of-created",
        $"{resource} is being created and has no tags yet, so that a condition on a tag of the resource never holds for this call and a negated one always does. What the call brings is "
            + $"aws:RequestTag/{tag}: test that for creations, and the resource's tag for what exists.");

    public static Note NoResourceTag(string resource, string tag) => new("no-resource-tag", $"{resource} has no tag '{tag}', or did not exist yet. Tag the resource.");
}
