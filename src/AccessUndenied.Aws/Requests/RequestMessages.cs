using System.Globalization;
using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>What users are told about how a request was found, and about refusals that are no matter of policies.</summary>
internal static class RequestMessages
{
    public static readonly Note KeyHidden = new(
        "key-hidden",
        "KMS hides whether a key exists: it lies in another account or region, is gone, or the caller may not use it");

    /// <summary>What the reader of the record has to say of it.</summary>
    public static Note OfReading(string text) => new("record-as-read", text);

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

    public static Note MaybeManagedKey(string service, string account) => new(
        "maybe-managed-key",
        $"If the key is the AWS managed key aws/{service}, no policy helps: it admits callers of its own account alone, not account {account}, and nobody can edit its key policy; "
        + (service == "s3"
            ? "the objects have to be encrypted with a customer managed key whose key policy admits the other account, or with SSE-S3 (AES256)"
            : "what it encrypts has to be encrypted with a customer managed key whose key policy admits the other account")
        + "; https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html");

    public const string FromRefusal = "what the service's refusal is over";

    public static Note OverRight(Principal principal, string action, string page) => new("refused-over-right", $"the service refused over {action} of {principal.Id}; {page}") { Actions = [action] };

    public const string FromCompanion = "what the operation needs beside its own action";

    public const string FromNothing = "nothing in the record";

    public static readonly Note UnlistedAction = new("unlisted-action", "the action is not in the catalog, so what it is allowed on is not known");

    public static readonly Note PathUnknown = new("path-unknown", "the record names the entity without its path, which is not known; where it has one, the ARN differs");

    public static readonly Note CutEncodedMessage = new(
        "cut-encoded-message",
        "CloudTrail cut the encoded authorization message at 1,024 characters, so it cannot be decoded");

    public static readonly Note EncodedMessage = new(
        "encoded-message",
        "the record holds an encoded authorization message; sts:DecodeAuthorizationMessage in the account of the call tells the whole request");

    /// <remarks>
    /// Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html">
    /// IAM User Guide, "Logging IAM and AWS STS API calls with AWS CloudTrail"</see>.
    /// </remarks>
    private const string SessionPolicyStandsInId = "session-policy-stands-in";

    public static Note SessionPolicyStandsIn(string accessKeyId, DateTimeOffset? created) => new(
        SessionPolicyStandsInId,
        string.Create(
        CultureInfo.InvariantCulture,
        $"the session's policy stands in the record of the call that made the session: look in the trail{(created is { } time ? $" at {time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC" : "")} for "
            + $"the AssumeRole, AssumeRoleWith… or GetFederationToken whose responseElements.credentials.accessKeyId is {accessKeyId}, and read policy and policyArns of its requestParameters"));

    /// <summary>Whether <paramref name="note"/> says where the policy of a session stands, which is beside the point once it is at hand.</summary>
    public static bool IsOnSessionPolicy(Note note) => note.Id == SessionPolicyStandsInId;

    public const string EncodedMessageItself = "encoded authorization message of the record";

    public static string DecodedUnreadable(string problem) => $"sts:DecodeAuthorizationMessage answered with a message that cannot be read: {problem}";

    public const string AuthorizationDetails = "authorization details";

    public const string FromDetails = "the authorization details";

    public const string DetailsAreNoText = "a text in it is not valid UTF-8, or holds half of a character";

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

    public static readonly Note NotAListedAction = new("not-a-listed-action", "the action is not in the catalog; it was made of the record's event source and name");

    public static readonly Note HiddenRole = new(
        "hidden-role",
        "a role's use by a service is checked as iam:PassRole on the caller; the record does not say whether it was what failed");

    public static readonly Note HiddenTagging = new(
        "hidden-tagging",
        "tags in a create call are checked with an action of their own; the record does not say whether it was what failed");

    public static readonly Note CopySource = new("copy-source", "a copy also reads its source");

    public const string NoProvider = "this record is not a CloudTrail record, and the resolver reads no other; register a resolver for its kind";

    public static readonly Note DependencyDenied = new(
        "dependency-denied",
        "the code says that a call behind this one was refused, perhaps to a role of the service rather than to the caller");

    public static readonly Note KeyDenied = new(
        "key-denied",
        "the code says that KMS refused the use of a key behind this call: look at the key's policy and the caller's kms: permissions");

    public const string DecodedIsNoJson = "the decoded authorization message is not JSON; give the DecodedMessage of sts:DecodeAuthorizationMessage as it is";

    public const string DecodedIsNoObject = "the decoded authorization message is no JSON object; give the DecodedMessage of sts:DecodeAuthorizationMessage as it is";

    public static readonly Note SecretSuffix = new(
        "secret-named-openly",
        "the request names the secret without the six characters that its ARN ends in, so '??????' stands for them");

    public static Note UnknownService(string service, string namesake) => new(
        "unknown-service",
        $"the event source '{service}' is not in the catalog, so the action was made of its first label and the operation's name; {namesake} is another service's");

    public static Note ShapeOfRequest(string arn, string field) => new(
        "resource-of-request",
        $"the message names '{arn}', whose {field} is open; the resource is the one that the request itself names");

    public static Note EmptyField(string arn, string field) => new(
        "empty-field",
        $"the message names '{arn}', whose {field} is empty or open: that is how the request was evaluated, so look at what the caller passed before granting it");

    public static Note HostAlone(string url) => new("host-alone", $"the message names the address '{url}', which is the service's and no queue's");

    public static Note ForeignAction(string service, string type) => new(
        "foreign-action",
        $"the record does not name the {type}, so '*' stands for some resource of that type: the request's parameters are those of {service}, which name nothing of another service");

    public static Note OrganizationsCall => new(
        "organizations-call",
        "organizations: actions are authorized in the organization's management account: what a member account may call there, a delegation policy of the organization must allow");

    public static Note OnBehalf(string service) => new(
        "called-on-behalf",
        $"{service} made this call on the caller's behalf");

    public const string NoPermissionNeededAdvice = "Check that the credentials are active, complete and not expired, and that the call goes to an enabled Region.";

    public const string RootAssumesNoRole = "The root user of an account may not assume roles, and no policy can allow it (TRUST-15).";

    public const string RootAssumesNoRoleAdvice = "Assume the role as an IAM user or from another role, with a policy that allows sts:AssumeRole on it.";

    public const string SessionGetsNoTokenAdvice = "Call it with the access keys of an IAM user, or use AssumeRole instead, which works with the credentials of a role and takes a session policy too.";

    public const string FederatedCannotCallAdvice = "Use AssumeRole in place of GetFederationToken, whose sessions can, or make the call with the user's own access keys.";

    public const string SessionTokenCannotCallAdvice = "Call it with the user's own access keys, or assume a role with these credentials and make the call with those of the role.";

    public const string SessionWithoutMfaAdvice = "Call GetSessionToken with an MFA code (SerialNumber, TokenCode), or make the call with the user's own access keys or the credentials of a role.";

    public static string SessionGetsNoToken(string operation) =>
        $"{operation} takes the long-term access keys of an IAM user alone; this call was signed with the credentials of a role, which STS refuses whatever the policies allow (TRUST-20).";

    public static string FederatedCannotCall(string operation, string service) =>
        $"Credentials of GetFederationToken cannot call {operation}: "
        + $"{(service == "IAM" ? "no operation of IAM outside of the console" : "of AWS STS nothing but GetCallerIdentity")}, whatever the policies "
        + "allow (TRUST-20).";

    public static string SessionTokenCannotCall(string operation) =>
        $"Temporary credentials of a user (GetSessionToken) cannot call {operation}: of AWS STS nothing but AssumeRole and GetCallerIdentity, whatever the policies allow (TRUST-20).";

    public static string SessionWithoutMfa(string operation) =>
        $"Temporary credentials of a user (GetSessionToken) that were made without MFA cannot call {operation} or anything else of IAM, whatever the policies allow (TRUST-20).";

    public static string NoPermissionNeeded(string action) =>
        $"{action} needs no permission, and no policy can refuse it (DEP-01): the credentials or the request itself are at fault.";

    public static Note OpenPlaces(string type) => new("resource-not-named", $"the record does not name the {type}, so '*' stands for some resource of that type");

    public static readonly Note TextMessage = new(
        "text-message",
        "the message is an SMS to a phone number, which no ARN names: a statement for topics does not cover it, and NotResource with all topics covers nothing else "
        + "(https://docs.aws.amazon.com/sns/latest/api/API_Publish.html)");

    public static readonly Note CognitoIdentity = new(
        "cognito-identity",
        "the target is an identity of Amazon Cognito, which no ARN names: the action is granted on '*' for it, and not on a policy or a certificate "
        + "(https://docs.aws.amazon.com/iot/latest/developerguide/cog-iot-policies.html)");

    public static readonly Note DefaultWorkgroup = new(
        "default-workgroup",
        "the request names no workgroup, and Athena then uses the workgroup 'primary': if another one was meant, pass its name (WorkGroup) and change no policy "
        + "(https://docs.aws.amazon.com/athena/latest/ug/workgroups-manage-queries-control-costs.html)");

    public static Note NoResourceNamed(string type) => new("no-resource-named", $"the request names no {type}, so it is taken to be authorized on '*'");

    public static Note AccessPointAlias(string alias) => new("access-point-alias", $"'{alias}' is the alias of an access point; which one is not in the record");

    public static Note KeyAlias(string alias) => new("key-named-by-alias", $"the request names the KMS key by '{alias}'; which key that is, the record does not tell");

    public static Note PathInMessage(string text) => new(
        "path-in-message",
        $"what the error text names ({text}) is the path of the request, and no resource that a policy could name; the resource is told by the parameters");

    public static Note OtherCaller(Principal other, Principal caller) => new(
        "other-caller",
        $"the error text says that the rights of {other} were wanting, and not those of the caller {caller}, so that what is said here is of the former");

    public static Note OtherAction(string operation, string action) => new(
        "other-action",
        $"{operation} was refused for want of {action}, which it needs beside its own action") { Actions = [action] };

    public static Note CallerOfText(Principal named, Principal caller) => new(
        CallerOfTextId,
        $"the record contradicts itself: the error text names {named}, of whom nothing else in the record tells, and not its caller {caller}: what is said here is of the latter, "
        + "and no remedy counts as verified");

    public static Note ActionOfText(string operation, string action) => new(
        ActionOfTextId,
        $"the record contradicts itself: the error text names {action}, for which {operation} is not known to be checked: be sure that this call was refused for want of it; "
        + "no remedy counts as verified") { Actions = [action] };

    public static Note ResourceContradicts(string named, string where, string asked) => new(
        ResourceContradictsId,
        $"the record contradicts itself: {where} name{(where == FromMessage ? "s" : "")} {PrincipalMessages.Short(named)}, "
        + $"and the request's parameters {PrincipalMessages.Short(asked)}: what is said here is of the latter, and no remedy counts as verified");

    public static Note ResourceOpen(string action, string type) => new(
        ResourceOpenId,
        $"the record contradicts itself: the error text names '*', and {action} is always checked on one {type}: '*' is not what was asked for, and no remedy counts as verified");

    public static Note ResourceUnasked(string named, string operation) => new(
        ResourceUnaskedId,
        $"the record contradicts itself: the error text names {PrincipalMessages.Short(named)}, and no parameter of this {operation} names it or what could hold it: "
        + "be sure that the call meant it; no remedy counts as verified");

    public static Note ResourceElsewhere(string named, string region) => new(
        ResourceUnaskedId,
        $"the record contradicts itself: the error text names {PrincipalMessages.Short(named)}, and the call was made in {region}: be sure that it meant that; "
        + "no remedy counts as verified");

    /// <summary>Whether for <paramref name="note"/> nothing that is said of the record can be relied upon.</summary>
    public static bool IsDoubt(Note note) => note.Id is FurtherRequestsId or SentenceInNameId or CallerOfTextId or ActionOfTextId or ResourceContradictsId or ResourceOpenId or ResourceUnaskedId;

    // What was not looked at may refuse, too.
    private const string FurtherRequestsId = "further-requests";

    private const string SentenceInNameId = "text-within-a-name";

    public static readonly Note SentenceInName = new(
        SentenceInNameId,
        "the text has one refusal in the middle of another's resource: one of them is a part of a name that anybody may have chosen, so that neither is certain");

    private const string CallerOfTextId = "text-names-other-caller";

    private const string ActionOfTextId = "text-names-other-action";

    private const string ResourceContradictsId = "resource-contradicts";

    private const string ResourceOpenId = "text-names-any-resource";

    private const string ResourceUnaskedId = "text-names-other-resource";

    public static Note NamedInParameters(string id) => new("named-in-parameters", $"the message leaves the resource's name open; the request's parameters name '{id}'");

    public static Note SeveralActions(string operation) => new("several-actions", $"{operation} needs several actions; the record does not say which one was refused");

    public static Note CallerContradicts(IEnumerable<string> pairs, string caller) => new(
        "caller-contradicts",
        $"the record contradicts itself about who called ({string.Join("; ", pairs)}), which AWS's own records do not: the caller is taken to be {PrincipalMessages.Short(caller)}, "
        + "and no remedy counts as verified");
}
