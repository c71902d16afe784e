using System.Globalization;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>What users are told about how a request was found, and about refusals that are no matter of policies.</summary>
internal static class RequestMessages
{
    public const string KeyHidden =
        "KMS hides whether a key exists: it lies in another account or region, is gone, or the caller may not use it";

    public const string FromMessage = "the error message";

    public const string FromText = "the text around the error message";

    public const string FromGiven = "what was given beside the text";

    public const string FromResources = "the record's resources";

    public const string FromParameters = "the request's parameters";

    public const string FromStatement = "the request's PartiQL statement";

    public const string FromNoResource = "the action, which takes no resource";

    public const string FromType = "the kind of resource that the action takes";

    public const string FromCaller = "the caller, for want of another name in the request";

    public const string FromOperation = "the operation's name";

    public const string FromDecoded = "the decoded authorization message";

    public static string MaybeManagedKey(string service, string account) =>
        $"If the key is the AWS managed key aws/{service}, no policy helps: it admits callers of its own account alone, not account {account}, and nobody can edit its key policy; "
        + (service == "s3"
            ? "the objects have to be encrypted with a customer managed key whose key policy admits the other account, or with SSE-S3 (AES256)"
            : "what it encrypts has to be encrypted with a customer managed key whose key policy admits the other account")
        + "; https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html";

    public const string FromRefusal = "what the service's refusal is over";

    public static string OverRight(Principal principal, string action, string page) => $"the service refused over {action} of {principal.Id}; {page}";

    public const string FromCompanion = "what the operation needs beside its own action";

    public const string FromNothing = "nothing in the record";

    public const string UnlistedAction = "the action is not in the catalog, so what it is allowed on is not known";

    public const string PathUnknown = "the record names the entity without its path, which is not known; where it has one, the ARN differs";

    public const string CutEncodedMessage = "CloudTrail cut the encoded authorization message at 1,024 characters, so it cannot be decoded";

    public const string EncodedMessage =
        "the record holds an encoded authorization message; sts:DecodeAuthorizationMessage in the account of the call tells the whole request";

    /// <remarks>
    /// Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html">
    /// IAM User Guide, "Logging IAM and AWS STS API calls with AWS CloudTrail"</see>.
    /// </remarks>
    public static string SessionPolicyStandsIn(string accessKeyId, DateTimeOffset? created) => string.Create(
        CultureInfo.InvariantCulture,
        $"the session's policy stands in the record of the call that made the session: look in the trail{(created is { } time ? $" at {time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC" : "")} for the AssumeRole, AssumeRoleWith… or GetFederationToken whose responseElements.credentials.accessKeyId is {accessKeyId}, and read policy and policyArns of its requestParameters");

    /// <summary>Whether <paramref name="note"/> says where the policy of a session stands, which is beside the point once it is at hand.</summary>
    public static bool IsOnSessionPolicy(string note) => note.StartsWith("the session's policy stands in", StringComparison.Ordinal);

    public const string EncodedMessageItself = "encoded authorization message of the record";

    public static string DecodedUnreadable(string problem) => $"sts:DecodeAuthorizationMessage answered with a message that cannot be read: {problem}";

    public const string AuthorizationDetails = "authorization details";

    public const string FromDetails = "the authorization details";

    public const string DetailsHaveNoEvaluations = "it is no answer of GetRequestAuthorizationDetails, since it lists no evaluations";

    public const string AuthorizationIdInside =
        "the message holds an authorization id that does not stand at its end, where AWS writes it: it is part of a name, and is not used";

    public const string AuthorizationLinkForged = "the link beside the authorization id is none of the AWS console, so the id is not used";

    public const string AuthorizationIdsDiffer = "the message names two different authorization ids, so that neither is used";

    public const string AuthorizationIdCut = "the authorization id was cut off with the end of the message, so that nothing can be asked for by it";

    public const string NoAuthorizationId = "what stands in the place of the authorization id is none: ids have digits and small letters alone; nothing is asked for by it";

    public const string AuthorizationNotAsked =
        "nothing here asks AWS for the record of this refusal: analyze with live accounts, or with a snapshot that 'access-undenied snapshot --events-file' collected within a day of it";

    public const string AuthorizationRecordItself = "AWS's own record of the refusal";

    public static string AuthorizationOfOther(string what, string recorded, string asked) =>
        $"the authorization id leads to the record of another request, whose {what} is {recorded} and not {asked}: it is not used";

    public static string AuthorizationUnreadable(string problem) => $"the record of the refusal cannot be read: {problem}";

    public const string NotAListedAction = "the action is not in the catalog; it was made of the record's event source and name";

    public const string HiddenRole = "a role's use by a service is checked as iam:PassRole on the caller; the record does not say whether it was what failed";

    public const string HiddenTagging = "tags in a create call are checked with an action of their own; the record does not say whether it was what failed";

    public const string CopySource = "a copy also reads its source";

    public const string NoProvider = "this record is not a CloudTrail record, and the resolver reads no other; register a resolver for its kind";

    public const string DependencyDenied =
        "the code says that a call behind this one was refused, perhaps to a role of the service rather than to the caller";

    public const string KeyDenied = "the code says that KMS refused the use of a key behind this call: look at the key's policy and the caller's kms: permissions";

    public const string DecodedIsNoJson = "the decoded authorization message is not JSON; give the DecodedMessage of sts:DecodeAuthorizationMessage as it is";

    public const string DecodedIsNoObject = "the decoded authorization message is no JSON object; give the DecodedMessage of sts:DecodeAuthorizationMessage as it is";

    public const string SecretSuffix =
        "the request names the secret without the six characters that its ARN ends in, so '??????' stands for them";

    public static string UnknownService(string service, string namesake) =>
        $"the event source '{service}' is not in the catalog, so the action was made of its first label and the operation's name; {namesake} is another service's";

    public static string ShapeOfRequest(string arn, string field) =>
        $"the message names '{arn}', whose {field} is open; the resource is the one that the request itself names";

    public static string EmptyField(string arn, string field) =>
        $"the message names '{arn}', whose {field} is empty or open: that is how the request was evaluated, so look at what the caller passed before granting it";

    public static string HostAlone(string url) => $"the message names the address '{url}', which is the service's and no queue's";

    public static string ForeignAction(string service, string type) =>
        $"the record does not name the {type}, so '*' stands for some resource of that type: the request's parameters are those of {service}, which name nothing of another service";

    public static string OrganizationsCall =>
        "organizations: actions are authorized in the organization's management account: what a member account may call there, a delegation policy of the organization must allow";

    public static string OnBehalf(string service) => $"{service} made this call on the caller's behalf";
    public const string NoPermissionNeededAdvice = "Check that the credentials are active, complete and not expired, and that the call goes to an enabled Region.";

    public static string NoPermissionNeeded(string action) =>
        $"{action} needs no permission, and no policy can refuse it (DEP-01): the credentials or the request itself are at fault.";

    public static string OpenPlaces(string type) => $"the record does not name the {type}, so '*' stands for some resource of that type";

    public const string TextMessage =
        "the message is an SMS to a phone number, which no ARN names: a statement for topics does not cover it, and NotResource with all topics covers nothing else "
        + "(https://docs.aws.amazon.com/sns/latest/api/API_Publish.html)";

    public const string CognitoIdentity =
        "the target is an identity of Amazon Cognito, which no ARN names: the action is granted on '*' for it, and not on a policy or a certificate "
        + "(https://docs.aws.amazon.com/iot/latest/developerguide/cog-iot-policies.html)";

    public const string DefaultWorkgroup =
        "the request names no workgroup, and Athena then uses the workgroup 'primary': if another one was meant, pass its name (WorkGroup) and change no policy "
        + "(https://docs.aws.amazon.com/athena/latest/ug/workgroups-manage-queries-control-costs.html)";

    public static string NoResourceNamed(string type) => $"the request names no {type}, so it is taken to be authorized on '*'";

    public static string AccessPointAlias(string alias) => $"'{alias}' is the alias of an access point; which one is not in the record";

    public static string KeyAlias(string alias) => $"the request names the KMS key by '{alias}'; which key that is, the record does not tell";

    public static string OtherAction(string operation, string action) => $"{operation} was refused for want of {action}, which it needs beside its own action";

    public static string NamedInParameters(string id) => $"the message leaves the resource's name open; the request's parameters name '{id}'";

    public static string SeveralActions(string operation) => $"{operation} needs several actions; the record does not say which one was refused";
}
