using System.Text.Json;
using AccessUndenied.Aws.Input;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Every sentence about snapshots that a user can be shown.</summary>
internal static class SnapshotMessages
{
    public const int KnownVersion = 1;

    private const string CollectAgain = "collect it with 'access-undenied snapshot'";

    // Files that cannot be read.
    public static string Unreadable(string path, Exception exception) =>
        $"{path} cannot be read: {exception.Message.TrimEnd('.')}; name a snapshot file that exists and that you may read";

    public static string Empty(string name) => $"{name} is empty; {CollectAgain}, or give the output of 'aws iam get-account-authorization-details'";

    public static string NotJson(string place, JsonException exception) =>
        $"{place}: this is not valid JSON: {JsonWords.FirstSentence(exception.Message)}; was the file cut off or edited? Collect it again";

    public static string NotText(Exception exception) => $"this text is not valid UTF-8 or has a broken escape: {JsonWords.FirstSentence(exception.Message)}; save the file as UTF-8";

    public static string WrongType(string expected, JsonTokenType found) => $"expected {expected}; found {JsonWords.Name(found)}";

    public static string Lacks(string member) => $"the object that ends here has no {member}; add it, or collect the file again";

    public static string Duplicate(string name) => $"'{name}' occurs twice in one object; merge the two";

    public static string Version(int version) =>
        version > KnownVersion
            ? $"this snapshot has version {version}, and this program reads versions up to {KnownVersion}; update it, or collect the snapshot with this version"
            : $"SnapshotVersion {version} does not exist; it is {KnownVersion}";

    public static string NotAccountId(string text) => $"'{text}' is not an account id; accounts are keyed by their 12 digits";

    public static string NotASnapshot(string found) =>
        $"this is neither a snapshot (an object with Accounts) nor the output of get-account-authorization-details (with RoleDetailList){found}";

    public const string LooksLikeEvents = "; it holds CloudTrail events: read it as such (CloudTrailReader, --events-file)";
    public const string LooksLikeOrganization = "; it looks like an organization: pass it as such (organizationPath, --scp-file)";

    public const string NoAccountInDetails =
        "no user, group, role or policy in these authorization details tells the account's id; put them into a snapshot: {\"SnapshotVersion\": 1, \"Accounts\": {\"<account id>\": "
            + "{\"AuthorizationDetails\": …}}}";

    public const string SeveralAccounts = "these authorization details name entities of two accounts; give one file for each account";

    public const string SessionPolicyMissing = "the policy was passed when the session was made, and is not among those that were collected; collect its account again, or look at the policy itself";

    public static string SessionPolicy(string arn) => $"session policy {arn}";

    public const string NoAuthorizationDetails =
        "the snapshot has no record of the refusal; collect one with 'access-undenied snapshot --events-file' within a day of the refusal";

    public const string EmptyOrganization = "no node of an organization is in here; write it with 'access-undenied get-scps'";

    // Evidence.
    public static string AccountMissing(string account) => $"the snapshot does not have account {account}; add it with 'access-undenied snapshot --account {account}'";

    public static string DetailsMissing(string account) =>
        $"the snapshot has no authorization details of account {account}; add the output of 'aws iam get-account-authorization-details'";

    public static string EntityMissing(string account, string? continuesAfter) =>
        continuesAfter is null
            ? $"the snapshot of account {account} does not have it; it was deleted before or made after the snapshot was taken, which a newer one would show"
            : $"the snapshot of account {account} does not have it, and its authorization details are not complete ({continuesAfter}); collect all pages";

    public static string DelegationMissing(string management) =>
        $"the snapshot does not have it; 'aws organizations describe-resource-policy' in account {management} shows it, and an organization may have none";

    public static string UniqueIdMissing(string? account) =>
        account is null
            ? "no account of the snapshot has a user or role with this id; add the caller's account to the snapshot"
            : $"the snapshot has no user or role of account {account} with this id; add that account to the snapshot, or collect it again";

    public const string OnlyAccountKnown = "the record tells the caller's account and nothing else of the caller; the record in the caller's own account tells more";

    public const string CallerUnknown = "the record does not tell who the caller is";

    public static string Recreated(string found, string asked) =>
        $"what has this name now has the id {found} instead of {asked}: it was deleted and made again, and its policies may have been others at the time";

    public static string ManagedPolicyMissing(string account) =>
        $"its document is not in the snapshot of account {account}; collect the authorization details without a filter";

    public static string NoDefaultVersion(string place) => $"{place}: no version of it is marked as the default one; collect it again";

    public static string ResourceAccountUnknown(string resource) =>
        $"no account of the snapshot lists {resource}, so neither its owner nor its policy is known; collect with 'access-undenied snapshot --resource {resource}'";

    public static string PoliciesNotCollected(string account, string resource) =>
        $"the snapshot has no resource policies of account {account}; collect with 'access-undenied snapshot --resource {resource}'";

    public static string ResourceNotExact(string resource) =>
        $"the record does not tell which resource exactly {resource} is, so that its policy could not be looked up; 'access-undenied snapshot --resource' takes whole ARNs";

    public static string KeyPolicyMissing(string account) =>
        $"every KMS key has a policy, and the snapshot of account {account} does not have this one; collect with 'access-undenied snapshot --resource'";

    public const string AliasUnresolved = "the snapshot does not tell which key the alias stands for, and a key's policy always has a say; the record's resources usually name the key";

    public const string NoTrustPolicy = "the snapshot has the role without AssumeRolePolicyDocument; collect the authorization details again";

    public const string EndpointMissing = "no account of the snapshot has this endpoint; collect its owner's account with 'access-undenied snapshot --events-file'";

    public static string OrganizationNotCollected(string organization) =>
        $"the account is in organization {organization}, and the snapshot does not have its tree; "
        + "write it with 'access-undenied get-scps' and pass it beside the snapshot (organizationPath, --scp-file)";

    public static string NotInOrganization(string account) =>
        $"account {account} is not in the organization that was read; if it is in another one, that one's policies are not known";

    public static string NoParent(string node) => $"the organization's node {node} has no parent, so that what lies above it is not known; collect the organization anew (get-scps, snapshot)";

    public static string ParentMissing(string node, string parent) => $"the organization's node {node} stands below {parent}, which the file does not have; write it again with "
        + "'access-undenied get-scps'";

    public static string ParentLoop(string node) => $"the organization's node {node} stands below itself; write the file again with 'access-undenied get-scps'";

    // Problems of one policy.
    public static string Unparsable(string place, string problem) => $"{place}: {problem}";

    public static string NoDocument(string place, string name) => $"{place}: policy {name} has no document; collect it again";

    // Notes of the whole snapshot.
    public static string NoteIncompletePage(string place) => $"{place}: the authorization details go on after this page; what is on later pages is missing";

    public const string NoteNoOrganization =
        "the snapshot has no organization, so service and resource control policies are taken not to exist; pass the organization's file (organizationPath, --scp-file) where the accounts are in one";

    public const string OrganizationNotRead =
        "the snapshot has no organization, so they are taken not to exist; if the account is in one, "
        + "write it with 'access-undenied get-scps' and pass it beside the snapshot (organizationPath, --scp-file); "
        + "an empty Organization says that there is none";

    public const string NoteNoResourceControl =
        "the organization's file has no resource control policies, so they are taken not to exist; write it with 'access-undenied get-scps' to have them";

    public const string TagsOfVersion =
        "the request is for one version of the object, whose tags are read nowhere; 'aws s3api get-object-tagging --version-id' tells them to who may call s3:GetObjectVersionTagging";
}
