using AccessUndenied.Events;
using AccessUndenied.Text;

namespace AccessUndenied.Aws.Explanations;

/// <summary>What users are told about well-known mistakes: what it is, and how to mend it.</summary>
internal static partial class HintMessages
{
    // Actions
    public static Note BlankInAction(string value) => new(
        "blank-in-action",
        $"'{value}' is one text with blanks or commas in it, so it matches no action. Write each action as an entry of its own in the list.");

    public static Note ActionWithoutService(string value, string action) => new(
        "action-without-service",
        $"'{value}' lacks the service's prefix and matches nothing. Write '{action}'.");

    public static Note NoSuchService(string value, string action) => new(
        "no-such-service",
        $"'{value}' names a service that IAM does not know. The action is '{action}'.");

    public static Note WrongService(string value, string service, string action) => new(
        "wrong-service",
        $"'{value}' does not exist: {service} has no such action. The call was checked as '{action}'.");

    public static Note NoSuchAction(string value, string action) => new(
        "no-such-action",
        $"There is no action '{value}', so the statement allows nothing by it. Did you mean '{action}'?");

    public static Note MissingStar(string value, string action) => new(
        "missing-star",
        $"'{value}' is no action and matches only itself. To cover '{action}', write that, or '{value}*'.");

    public static Note OperationAsAction(string value, string action) => new(
        "operation-as-action",
        $"'{value}' is the name of an API operation, not of an IAM action. That operation is authorized as '{action}'.");

    public static Note SiblingAction(string value, string action) => new(
        "sibling-action",
        $"'{value}' and '{action}' are two actions; allowing one does not allow the other. This call needed '{action}'.");

    public static Note WrongAssumeRole(string action) => new(
        "wrong-assume-role",
        $"A caller that comes with a token of an identity provider assumes the role by '{action}'; 'sts:AssumeRole' does not cover it.");

    public static Note MaybeAllowedTooLate(string principal) => new(
        "maybe-allowed-too-late",
        $"Left: order and time. The policies of {principal} allow it as they are now; where a role, its policy and what uses them are made together, the policy may come after the call, "
            + $"and a new one takes seconds to hold everywhere. Make what uses the role wait for the policy, not for the role alone (DependsOn in CloudFormation), and try again. "
            + "See https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency");

    public static Note NoSuchRole(string role, string? near) => new(
        "no-such-role",
        $"The call names the role {role}, and its account has no such role. Services answer that as if the caller lacked the permission for the call: "
            + $"{(near is null ? "make the role, or name one that exists" : $"name one that exists (perhaps {near})")}, with its path.");

    // Resources
    public static Note FormOfResource(string action, string value, string difference, string format) => new(
        "form-of-resource",
        $"{action} is never checked on a resource of the form of '{value}': among those that it is checked on is {format}, and the statement has {difference}.");

    public static Note TakesNoResource(string action) => new(
        "takes-no-resource",
        $"{action} supports no resource-level permissions: it is checked against '*', so that no statement with an ARN covers it. Allow it in a statement of its own with \"Resource\": \"*\".");

    public static Note BucketForObject(string bucket) => new(
        "bucket-for-object",
        $"'{bucket}' is the bucket; actions on objects need the objects' ARN: '{bucket}/*', or a narrower one.");

    public static Note ObjectForBucket(string bucket) => new(
        "object-for-bucket",
        $"The action is one on the bucket itself, and the statement names only objects. Allow it on '{bucket}', without a slash.");

    public static Note BlankInResource(string value) => new("blank-in-resource", $"'{value}' has blanks around it, which count. Remove them.");

    public static Note CaseOfResource(string value, string resource) => new(
        "case-of-resource",
        $"'{value}' differs from '{resource}' in case alone; in ARNs, case counts.");

    public static string Difference(string field, string wanted, string had) =>
        had.Length == 0 ? $"its {field} is '{wanted}', where this kind of ARN has none" : wanted.Length == 0 ? $"it has no {field}, where the resource's is '{had}'"
            : $"its {field} is '{wanted}', where the resource's is '{had}'";

    public static Note WrongFields(string value, string differences) => new("wrong-fields", $"'{value}' would match but for one thing: {differences}.");

    public static Note PathOfResource(string value, string resource) => new(
        "path-of-resource",
        $"'{value}' leaves out the path, which is part of the name. The resource is '{resource}'.");

    public static Note NamesOnlyItself(string value, string resource) => new(
        "names-only-itself",
        $"'{value}' names only itself. To cover '{resource}' too, add what follows, or '*'.");

    public static Note LogGroupWithoutStar(string value) => new(
        "log-group-without-star",
        $"This action is checked on the log group's ARN with ':*' at its end. Write '{value}:*'.");

    public static Note LogGroupWithStar(string value) => new(
        "log-group-with-star",
        $"This action is checked on the log group's ARN without ':*' at its end. Add '{value[..^2]}'.");

    public static Note SecretSuffix(string value) => new(
        "secret-suffix",
        $"The ARN of a secret ends in '-' and six random characters, which '{value}' lacks. Write '{value}-??????'.");

    public static Note SecretLikeSuffix(string resource) => new(
        "secret-like-suffix",
        $"The name in '{resource}' ends in a hyphen and six characters, which Secrets Manager takes for the suffix that it puts behind every name, and so for a whole ARN. "
        + "Pass the complete ARN of the secret, or its name; the statement may well match then. https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen");

    public static Note SecretWithoutSuffix(string resource) => new(
        "secret-without-suffix",
        $"The record names the secret without the six characters at the end of its ARN ('{resource}'); with them the statement may well match.");

    public static Note LambdaQualifier(string value, string resource) => new(
        "lambda-qualifier",
        $"The call went to a version or alias ('{resource}'), which is another resource than the function '{value}'. Add '{value}:*' or that qualifier.");

    public static Note LambdaUnqualified(string value) => new(
        "lambda-unqualified",
        $"The call went to the function without a version or alias, which '{value}' does not cover. Add '{value[..^2]}'.");

    public static Note TableForIndex(string value) => new("dynamodb-index", $"An index is a resource of its own beside its table. Add '{value}/index/*'.");

    public static Note TableForStream(string value) => new("dynamodb-stream", $"A stream is a resource of its own beside its table. Add '{value}/stream/*'.");

    public static Note AliasForKey(string value) => new(
        "alias-for-key",
        $"KMS checks the use of a key on the key's ARN, never on an alias such as '{value}'. Name the key, or use a condition on kms:RequestAlias or kms:ResourceAliases.");

    public static Note VariableInOldVersion(string value, string version) => new(
        "variable-in-old-version",
        $"'{value}' holds a policy variable, but the document's Version is '{version}', in which variables are plain text. Set \"Version\": \"2012-10-17\".");

    public static Note VariableWithoutValue(string key) => new(
        "variable-without-value",
        $"The policy variable '${{{key}}}' has no value in this request, so that the entry matches nothing.");

    // Principals
    public static readonly Note NoPrincipal = new("no-principal", "A statement of such a policy without Principal matches nobody. Name the caller.");

    public static readonly Note AllowWithNotPrincipal = new(
        "allow-with-not-principal",
        "An Allow with NotPrincipal leaves out those whom it lists, and grants to everybody else, anonymous callers too. Use Principal instead.");

    public static readonly Note GatewayPrincipal = new(
        "gateway-principal",
        "In the policy of a gateway endpoint (S3, DynamoDB) Principal can only be \"*\"; narrow it by a condition on aws:PrincipalArn or aws:PrincipalAccount.");

    public static Note BarePrincipal(string value) => new("bare-principal", $"A bare \"{value}\" is no principal and matches nobody. Write {{\"AWS\": \"{value}\"}}.");

    public static Note WildcardInPrincipal(string value) => new(
        "wildcard-in-principal",
        $"Principal takes no partial wildcard, so that '{value}' matches nobody. Use \"*\" with a condition such as ArnLike aws:PrincipalArn '{value}'.");

    public static Note DeletedPrincipal(string value) => new(
        "deleted-principal",
        $"'{value}' is what is left of a user or role that was deleted after the policy had named it. A new one of the same name is another; put its ARN in again.");

    public static Note GroupAsPrincipal(string value) => new(
        "group-as-principal",
        $"'{value}' is a group, and groups cannot be principals. Name its users, or the account with a condition.");

    public static Note ServiceNamedButCallerIs(string service, string caller) => new(
        "service-named-but-caller-is",
        $"The statement admits the service {service} when it calls in its own name. This call was made as {caller}; name that role or user instead.");

    public static Note ServiceUnderAws(string service) => new(
        "service-under-aws",
        $"'{service}' is a service and stands under \"AWS\". Write {{\"Service\": \"{service}\"}}.");

    public static Note CaseOfPrincipal(string value) => new("case-of-principal", $"'{value}' differs from the caller's ARN in case alone, and case counts.");

    public static Note OtherSession(string value, string caller) => new(
        "other-session",
        $"'{value}' names one session of the role; the caller is another one ({caller}). Name the role's ARN to admit all of its sessions.");

    public static Note PartitionOfPrincipal(string value, string partition) => new(
        "partition-of-principal",
        $"'{value}' is of another partition; the caller is of '{partition}', and no policy reaches across.");

    public static Note AccountOfPrincipal(string value, string account) => new(
        "account-of-principal",
        $"'{value}' names the namesake in another account; the caller is of account {account}.");

    public static Note PathOfPrincipal(string value, string entity) => new(
        "path-of-principal",
        $"'{value}' leaves out or has another path, which is part of the name. The caller is '{entity}'.");

    // Layers
    public static readonly Note TrustWithoutTagSession = new(
        "trust-without-tag-session",
        "The call passes session tags, for which the trust policy must allow sts:TagSession beside sts:AssumeRole. Add it to the statement that allows assuming the role, or pass no "
            + "tags. EKS Pod Identity always passes them, and on to every role that its sessions assume.");

    public static readonly Note TrustWithoutSourceIdentity = new(
        "trust-without-source-identity",
        "The call sets a source identity, for which the trust policy must allow sts:SetSourceIdentity beside sts:AssumeRole.");

    public static readonly Note TrustWithoutContext = new(
        "trust-without-context",
        "The call passes context assertions, for which the trust policy must allow sts:SetContext beside sts:AssumeRole.");

    public static readonly Note TrustNamesAccount = new(
        "trust-names-account",
        "The trust policy trusts the account as a whole and leaves the choice to its administrators: the caller's own policies must allow the action too.");

    public static readonly Note KeyPolicyDelegates = new(
        "key-policy-delegates",
        "The key policy hands the decision to IAM policies of its account: the caller's own policies must allow the action too.");

    public static readonly Note ResourceDelegates = new(
        "resource-delegates",
        "The resource's policy admits the account as a whole: the caller's own policies must allow the action too.");

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
    public static readonly Note AccessPointAndBucket = new(
        "access-point-and-bucket",
        "The call goes through an access point, whose own policy must allow it to the caller, and the bucket's policy must allow it too; a policy of the bucket alone does not let the call through.");

    public static Note BothAccountsMustAllow(string account) => new(
        "both-accounts-must-allow",
        $"Across accounts both sides must allow it: the resource's policy, and the caller's own policies in account {account} as well. Either alone changes nothing.");

    public static Note KindWithoutPolicy(string resource, string? owner) => new(
        "kind-without-policy",
        LayerVersionOf(resource) is { } layer
        ? $"No policy of a layer can allow this to another account: what its owner can share is lambda:GetLayerVersion on one version ({layer}:VERSION). Name the version, or ask in the owning "
        + $"account {owner}."
        : $"{resource} is of a kind that carries no policy of its own, so that none can let another account in. Its owner shares it in the service's own way or by AWS RAM, or the call is made "
        + $"with a role of the owning account {owner}.");

    // https://docs.aws.amazon.com/lambda/latest/api/API_AddLayerVersionPermission.html
    private static string? LayerVersionOf(string resource) =>
        Arn.OrNone(resource) is { Service: "lambda", ResourceType: "layer" } arn && arn.Resource.Count(':') == 1 ? arn.Resource.ToString() : null;

    public static readonly Note OwnAccountMustAllow = new(
        "own-account-must-allow",
        "The resource's side already allows it. Across accounts the caller's own account must allow it too.");

    public static readonly Note EndpointForgot = new(
        "endpoint-forgot",
        "The policy of the VPC endpoint limits what goes through it, whatever other policies grant; its owner must allow this request, or the call must take another way.");

    public static readonly Note PublicAccessBlock = new(
        "public-access-block",
        "The setting lets only AWS services and the owner's account use a bucket whose policy is public. Make the policy one that is not: name accounts or principals, or bind "
        + "it to aws:PrincipalOrgID, aws:SourceVpce or fixed addresses. To switch the setting off would open the bucket to everybody whom the policy names.");

    public static readonly Note LevelWithoutPolicy = new(
        "level-without-policy",
        "No service control policy is attached to this level, so that nothing is allowed below it. Usually FullAWSAccess was detached and not replaced.");

    public static Note LevelWithoutAllow(string level, string id) => new(
        "level-without-allow",
        $"The policies of {level} only deny, and a level without any Allow lets nothing through: usually FullAWSAccess was detached. Attach it again (aws organizations attach-policy "
            + $"--policy-id p-FullAWSAccess --target-id {id}), or an Allow of what is meant.");

    public static Note KeyPolicyNeverReachesServices(string statement, string service, string action) => new(
        "key-policy-never-reaches-services",
        $"The key policy's statement '{statement}' for the account lets IAM policies decide, and those never reach a service: {service} has to be named itself, with {action} and a condition "
            + "such as aws:SourceAccount or the encryption context.");

    public static Note LoadBalancerLogs(string region, string path) => new(
        "load-balancer-logs",
        $"This is the account from which Elastic Load Balancing writes access logs in {region}. Let the bucket policy allow s3:PutObject on {path} (the whole path, since every log is an "
            + $"object of its own) to Service {ElbAccounts.Service}, or to this account.");

    public static readonly Note ListBucketForMissingKey = new(
        "list-bucket-for-missing-key",
        "S3 asks for s3:ListBucket when the object does not exist: with it the answer would be 404, without it 403. Check the key before granting anything.");

    public static Note OtherAccountMustAllow(string account) => new(
        "other-account-must-allow",
        $"The caller's own account already allows it. Across accounts the resource's policy must admit account {account} or the caller too.");

    public static Note KeyPolicyAcrossAccounts(string account) => new(
        "key-policy-across-accounts",
        $"Across accounts a key policy must admit the caller or account {account}, and the caller's own policies must allow the action on the key's ARN.");

    public static Note KeyPolicyWithoutAccount(string owner, bool identityAllows) => new(
        "key-policy-without-account",
        $"The key policy has no statement for the account's principal (arn:aws:iam::{owner}:root), so that IAM policies count for nothing on this key"
        + (identityAllows ? ", though the caller's policies allow the action. " : ". ") + "Enable them by that statement, or name the caller in the key policy.");

    public static Note KeyPolicyEnablesOthers(string statement, string action) => new(
        "key-policy-enables-others",
        $"The key policy lets IAM policies decide only for what its statement '{statement}' covers, and {action} with this request's conditions is not part of it.");

    public static Note BoundaryForgot(string action) => new(
        "boundary-forgot",
        $"The identity policies do allow {action}; the boundary, which only limits, does not list it. Whoever owns the boundary must add it there; attaching more policies to the caller does "
            + "not help.");

    public static Note SessionForgot(string owner, string action) => new(
        "session-forgot",
        $"The {owner}'s policies do allow {action}; the policy passed when the session was made does not. Whoever makes the session must pass one that does.");

    public static Note AllowAtOtherLevels(IReadOnlyList<string> levels) => new(
        "allow-at-other-levels",
        $"{Sentences.List(levels)} {(levels.Count == 1 ? "allows" : "allow")} it, but an allow-list counts only where it stands at every level from the root to the account.");
}
