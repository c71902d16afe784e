using AccessUndenied.Events;
using AccessUndenied.Text;

namespace AccessUndenied.Aws.Explanations;

/// <remarks>What refuses beside the policies, and what may have.</remarks>
internal static partial class HintMessages
{
    public const string GuestSessionAdvice =
        "No policy of yours changes that. Let the users sign in (authenticated identities are not bounded so), use the basic (classic) flow with GetOpenIdToken and "
        + "AssumeRoleWithWebIdentity, or put the call behind an API that guests may reach.";

    public static readonly Note MaybeTagSession = new(
        "maybe-tag-session",
        "If the call passed session tags, sts:TagSession had to be allowed too, by the trust policy and by the caller's side.") { Actions = ["sts:TagSession"] };

    public static readonly Note MaybeSessionPolicy = new(
        "maybe-session-policy",
        "Left: a session policy passed when the session was made is not part of the record and may have limited it.");

    public static readonly Note MaybeBillingAccess = new(
        "maybe-billing-access",
        "Left: billing information is closed to IAM users and roles until the root user activates IAM access to it in the account's settings; member accounts may also be shut out by the "
            + "management account.");

    public static readonly Note MaybeDelegatedAdministrator = new(
        "maybe-delegated-administrator",
        "Left: a delegated administrator of IAM Identity Center may not touch the management account, nor permission sets that are provisioned there; the management account must make such a call. "
        + "https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html");

    public static readonly Note MaybeIotPolicy = new(
        "maybe-iot-policy",
        "Left: for signed-in Cognito identities AWS IoT asks beside IAM for an AWS IoT policy attached to the identity (iot:AttachPolicy); certificates need one too. "
        + "https://docs.aws.amazon.com/iot/latest/developerguide/cog-iot-policies.html");

    public static readonly Note MaybeKubernetes = new("maybe-kubernetes", "Left: inside a cluster Kubernetes decides (access entries and RBAC), not IAM.");

    public static readonly Note BearerToken = new(
        "bearer-token",
        "Services that give out bearer tokens (CodeArtifact, Amazon ECR Public and others) ask for sts:GetServiceBearerToken beside their own action; it is checked on no resource, and "
            + "sts:AWSServiceName, such as codeartifact.amazonaws.com, binds it to one service. "
        + "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_bearer.html");

    public static Note ServiceLinkedRole(string role, string action) => new(
        "service-linked-role",
        $"{role[(role.LastIndexOf('/') + 1)..]} is a service-linked role: AWS alone writes its policies, and nobody can add {action} to them. "
        + (action.StartsWith("kms:", StringComparison.OrdinalIgnoreCase)
            ? "The key policy must allow the role itself, by its ARN; a statement for the account alone leaves it to those policies. For kms:CreateGrant bind it to kms:GrantIsForAWSResource. "
            + "https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html"
            : "Where the resource has a policy of its own, that can allow the role. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html"));

    public static Note CreatesServiceLinkedRole(string role, string? operation) => new(
        "creates-service-linked-role",
        $"{(operation is null or "CreateServiceLinkedRole" ? "The service" : operation)} makes the service-linked role {role[(role.LastIndexOf('/') + 1)..]} with the caller's permissions, "
            + "when it is needed first. "
        + "An administrator can make it once instead (iam create-service-linked-role); then no caller needs iam:CreateServiceLinkedRole for it. "
        + "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html");

    public static Note RoleAssumesItself(string role, bool isReserved) => new(
        "role-assumes-itself",
        $"The caller is a session of {role[(role.LastIndexOf('/') + 1)..]} itself. A role may assume itself only where its own trust policy says so (since 2022), and it rarely has to: "
            + "the credentials that made this call have its rights already. Leave the assuming out (a role_arn, source_profile or assume_role that names the same role); or "
        + (isReserved ? "assume another role: the trust policy of a role of IAM Identity Center cannot be changed, and permission sets alone lead to it. "
            : "add the role to its own trust policy. ")
        + "https://aws.amazon.com/blogs/security/announcing-an-update-to-iam-role-trust-policy-behavior/");

    public static Note IdentityCenterTrust(string role) => new(
        "identity-center-trust",
        $"{role[(role.LastIndexOf('/') + 1)..]} is a role of IAM Identity Center: its trust policy admits the sign-in alone, and nobody can change it. "
            + "Sign in with its permission set, or assume another role. "
            + "https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html");

    public static readonly Note UrlNeedsInvokeToo = new(
        "url-needs-invoke-too",
        "The statements for lambda:InvokeFunctionUrl do not cover this: a call of a function URL takes lambda:InvokeFunction beside lambda:InvokeFunctionUrl (for URLs made since October 2025). "
        + "Allow the same caller both, lambda:InvokeFunction with lambda:InvokedViaFunctionUrl and the same aws:SourceArn. https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html");

    public static readonly Note UrlNeedsItsOwn = new(
        "url-needs-its-own",
        "The statements for lambda:InvokeFunction do not cover this: a call of a function URL takes lambda:InvokeFunctionUrl too, for the same caller. "
            + "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html");

    public static string GuestSession(string action) =>
        $"The caller is a guest of a Cognito identity pool in the enhanced flow. Cognito bounds guests by session policies of its own ({Policies.CognitoGuests.PolicyName} and an inline one), "
            + $"and {action} is not among what they allow, whatever the role's policies say.";

    public static string ManagedKey(string key, string service, string caller, bool isCrossAccount) =>
        $"{key} is an AWS managed key{(service.Length > 0 ? $" (aws/{service})" : "")}: its key policy is made by AWS, admits callers of its own account through that service alone, and cannot "
            + $"be edited, so that {caller} cannot use it"
        + (isCrossAccount ? ", being of another account." : ".");

    public static string ManagedKeyAdvice(string service) => service switch
    {
        "sqs" => "Encrypt the queue with a customer managed key whose key policy admits the service (kms:GenerateDataKey and kms:Decrypt), or with SSE-SQS (SqsManagedSseEnabled), which needs "
            + "no permission on a key.",
        "sns" => "Encrypt the topic with a customer managed key whose key policy admits the service that publishes.",
        "awslambda" or "lambda" => "Lambda uses this key by a grant that it makes for the function's role when role or configuration of the function are set. A grant is for the one role, so "
            + "that a role that was deleted and created anew under the same name has none. "
            + "Set the function's role again (another one, and then this one), so that Lambda makes the grant, or encrypt the environment with a customer managed key that the role may use.",
        "s3" => "Encrypt the objects again with a customer managed key whose key policy admits the caller, or with SSE-S3 (AES256), which needs no permission on a key.",
        _ => "Encrypt with a customer managed key whose key policy admits the caller (or its account, with the caller's own policies allowing it too).",
    };

    public static string PublicPolicyBlocked(string bucket, IReadOnlyList<string> settings) =>
        $"S3 Block Public Access: the policy in the request is public (a statement admits everybody, without a condition that pins the callers), and BlockPublicPolicy is on for "
            + $"{Sentences.List(settings)}, which refuses it for {bucket} whatever the caller may do.";

    public static string PublicPolicyPerhapsBlocked(string bucket) =>
        $"The policy in the request is public (a statement admits everybody, without a condition that pins the callers). S3 refuses such a policy for {bucket} where BlockPublicPolicy is on "
            + "for the bucket or the account, as it is by default; the settings were not read.";

    public static string PublicPolicyAdvice(IReadOnlyList<string> settings, string? account) =>
        "Make the policy one that is not public: name accounts, principals or a service (for CloudFront: its service principal with aws:SourceArn), or bind it to aws:PrincipalOrgID or "
            + "aws:SourceVpce. "
        + $"Only a bucket that is meant to be public needs BlockPublicPolicy off{Where(settings, account)}.";

    public static string PublicAclBlocked(string acl, IReadOnlyList<string> settings) =>
        $"S3 Block Public Access: the call asks for the public ACL {acl} (x-amz-acl), and BlockPublicAcls is on for {Sentences.List(settings)}.";

    public static string PublicAclPerhapsBlocked(string acl) =>
        $"The call asks for the public ACL {acl} (x-amz-acl). S3 refuses it where BlockPublicAcls is on for the bucket or the account, as it is by default, or where ACLs are disabled; the "
            + "settings were not read.";

    public static string PublicAclAdvice(IReadOnlyList<string> settings, string? account) =>
        "Leave the ACL out of the call, or use bucket-owner-full-control; grant readers by bucket policy or through CloudFront. "
        + $"Only a bucket that is meant to be public needs BlockPublicAcls off{Where(settings, account)}.";

    public static Note MaybeImposedSessionPolicy(string session) => new(
        "maybe-imposed-session-policy",
        $"Left: the session '{session}' was made by a service, which may have limited it by a session policy of its own that is not part of the record.");

    public static Note MaybeEndpointPolicy(string endpoint) => new(
        "maybe-endpoint-policy",
        $"Left: the policy of the VPC endpoint {endpoint}, which may belong to another account, was not read.");

    public static Note MaybeKey(string actions, string? service, bool isCrossAccount) => new(
        "maybe-key",
        "Left: where a customer managed KMS key encrypts it, "
        + (service is null ? $"the caller needs {actions} on that key too, by the key policy and its own policies"
        : $"the key policy must allow {service} {actions} too, for the key's account statement never reaches a service")
        + (isCrossAccount ? "; the AWS managed key of a service cannot be used from another account at all." : "."));

    public static Note MaybeForeignObject(string resource) => new(
        "maybe-foreign-object",
        $"Left: Object Ownership. If another account wrote {resource}, that account owns the object and the bucket policy does not reach it; the ACL bucket-owner-full-control, or "
            + "BucketOwnerEnforced for the bucket and a copy of the object onto itself by its owner, gives it to the bucket's owner.");

    public static Note MaybeManagementAccount(string? account) => new(
        "maybe-management-account",
        $"Left: most of these operations are answered to the organization's management account or a delegated administrator alone{(account is null ? "" : $", which account {account} may not be")}.");

    public static Note MaybeRequesterPays(string resource) => new(
        "maybe-requester-pays",
        $"Left: Requester Pays. If the bucket of {resource} is a Requester Pays bucket of another account, S3 answers 403 to whoever does not say that it pays: send x-amz-request-payer: "
            + "requester (--request-payer requester).");

    public static Note MaybeNoSuchKey(string resource) => new(
        "maybe-no-such-key",
        $"The caller may not list the bucket (s3:ListBucket), and then S3 answers 403 for an object that does not exist: check that {resource} exists.") { Actions = ["s3:ListBucket"] };

    private static string Where(IReadOnlyList<string> settings, string? account) => settings.Any(setting => setting.StartsWith("account", StringComparison.Ordinal))
        ? $", and as it is set for the account, that is for all its buckets (aws s3control put-public-access-block --account-id {account ?? "ACCOUNT"})"
        : "";
}
