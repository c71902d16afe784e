using System.Globalization;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;

namespace AccessUndenied.Aws.Remediations;

/// <summary>What users are told about where and how changes of AWS policies are made.</summary>
internal static class RemediationMessages
{
    public const string NotTheSame = "The policy is not the one that was read before, or it cannot be read now: nothing was changed.";

    public const string Unread = "The present policy was not read, and every command would write over all of it: add the statement to it by hand.";

    public const string FillInFirst = "The statement holds a placeholder that only you can fill in, so that no command is written: complete it, and add it by hand.";

    public const string Incomparable =
        "The present policy has characters that can be written in several ways, so that no command can tell whether it is still the same: compare it and make the change by hand.";

    public const string NameIsAddress =
        "A name starts like the address of a file or a page, which the AWS CLI would read in its place: no command is written, make the change by hand.";

    public const string UnusableName = "A name is empty or has characters that no command can safely carry: no command is written, make the change by hand.";

    public const string NoCommand = "There is no command for it: put the statement in place where the policy is kept.";

    public const string RoleToBeFound = "The record does not name the role: look it up, and add the statement to its policies.";

    public const string FunctionByHand = "Lambda's command for it cannot say what the statement says: make the change where the function is defined.";

    public const string ForSession = "Pass it as the session policy when the session is made (--policy).";

    public const string ManagedVersions =
        "A managed policy has 5 versions at most: where it has 5, delete one that is not the default first (aws iam list-policy-versions, aws iam delete-policy-version).";

    public const string SetBoundary = "Then set it as the permissions boundary in place of the present one (aws iam put-role-permissions-boundary or put-user-permissions-boundary).";

    public const string PermissionSetVariables =
        "Set INSTANCE_ARN and PERMISSION_SET_ARN first (aws sso-admin list-instances, list-permission-sets; in PowerShell as environment variables).";

    public const string TerraformReplaces =
        "It states the whole policy and imports the present one (Terraform 1.5 or later, 1.6 for a permission set): the plan must show one import and one change, and nothing that is added "
        + "or destroyed. Where your configuration has the policy already, set its document there instead.";

    public const string TemplateToImport =
        "It states the whole policy of what is there: set the document in the template that has this resource, or import it first (aws cloudformation create-change-set --change-set-type IMPORT "
        + "--resources-to-import, with what Metadata has); a stack that would create it fails or writes over it. What is not stated, such as what a policy is attached to, stays as it is.";

    public const string FragmentOfTemplate =
        "It is no template but the properties to set where a template defines this resource: a stack of them alone would make another resource. Where no template has the resource, import it "
        + "first, with all its properties.";

    public const string NoResource = "There is no resource type of its own: put the document in place where the resource is defined.";

    public static string OtherAccount(string account) => $"These credentials are not of account {account}: nothing was changed.";

    public static string PermissionSet(string name) =>
        $"The role is made by IAM Identity Center: change the permission set '{name}', never the role, and provision it anew.";

    public static string FullOfVersions(string policy, string version) =>
        $"It has five versions, the most that a managed policy may have: delete the oldest that is not in force first (aws iam delete-policy-version --policy-arn {policy} --version-id {version}).";

    public static string RoleOfPermissionSet(string pattern) =>
        "The role is made by IAM Identity Center and has another name as soon as its permission set is assigned anew: for a statement that outlasts that, name the account and the condition "
        + $"ArnLike aws:PrincipalArn '{pattern}', see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html.";

    public static string Detach(string policy, string target) =>
        $"detach '{policy}' from {target}, if it was not meant for it: the policy is AWS's own and cannot be changed, and whoever attached it has to decide";

    public static string DetachQuarantine(string policy, string target) =>
        $"rotate the access keys of {target} and look at what was done with them, since AWS attached '{policy}' when a key became known to others; detach it only then, as AWS's message on it says";

    public static Note PublicPolicyRefused(IEnumerable<Statement> statements, IReadOnlyList<string> settings) => new(
        "public-policy-refused",
        $"S3 does not take the policy as long as {string.Join(" and ", statements.Select(NameOf))} of it is public, since BlockPublicPolicy is on for "
        + $"{string.Join(" and ", settings)} (a policy that was there before stays): take that out or confine it first, by principals or a "
        + "condition with a fixed value on aws:PrincipalOrgID, aws:SourceVpc, aws:SourceArn or the like.");

    private static string NameOf(Statement statement) => statement.Sid is { Length: > 0 } sid ? $"statement {statement.Index} '{sid}'" : $"statement {statement.Index}";

    public const string ExemptsAddress = "An address is not a caller: everybody behind it is exempted, and whoever comes to use it later.";

    public const string ExemptsFromMuch = "The deny covers many actions, and the caller is exempted from all of them, now and whenever it gains permissions.";

    public static string ExemptsFromMuchWhere(string key) =>
        $"The deny covers many actions, and the caller is exempted from all of them wherever {key} is as it was here, now and whenever it gains permissions.";

    public static string SetsAnyTag(string caller, string resource) =>
        $"{caller} can then give {resource} any tags, also those on which other policies hang: the tags that the call sends are not known, so that the statement does not name them.";

    public static string ForeignEndpoint(string? endpoint, string owner, string home, bool isDeny) =>
        $"The call came through the VPC endpoint {endpoint ?? "(not named)"} of account {owner}, and not of the caller's account {home}: be sure that you know whose it is, "
        + $"since whoever stole the caller's credentials would call so, and the {(isDeny ? "deny" : "condition")} is what stopped it.";

    public static Note NotTakenByPolicy(string action, string kind, string page) =>
        new("action-out-of-policy", $"No policy of a {kind} can allow {action}: AWS does not take it there for such a caller. See {page}.");

    public static string AllowsForeignEndpoint(string? endpoint, string owner, string home) =>
        $"The call came through the VPC endpoint {endpoint ?? "(not named)"} of account {owner}, and not of the caller's account {home}: be sure that you know whose it is, "
        + "since what is allowed through it is allowed to whoever calls from there.";

    public static string OpensToNetwork(string resource) =>
        $"The statement speaks of everybody, and its conditions alone keep the others out: with one more value everybody who comes by it, signed in or not, could do it on {resource}.";

    public static string ExemptsValue(string key) => $"The exemption is for everybody whose {key} has the value, not for this caller alone.";

    public const string MovesBoundary =
        "A permissions boundary is a limit that somebody set on purpose, for everybody who has it: whoever set it decides, and not whoever gives the caller its permissions.";

    public const string MovesServiceControl =
        "A service control policy is a limit for every account below it: whoever answers for the organization decides, and not whoever gives the caller its permissions.";

    public const string MovesResourceControl =
        "A resource control policy is a limit for the resources of every account below it: whoever answers for the organization decides, and not the owner of the resource.";

    public const string MovesEndpoint = "An endpoint policy is a limit for everybody who comes through the endpoint: whoever runs the network decides.";

    public static string WidensMuch(string actions, string resources) =>
        $"The statement allows {actions} on {resources}: all of that is let through where it is widened, and not the denied request alone.";

    public static string RolesOfPermissionSet(string set, string pattern) => $"{pattern} (permission set {set}, wherever it is assigned)";

    public static string InEveryAccount(string set) =>
        $"{set} makes a role in every account in which it is assigned: what is changed in it counts in all of them, for everybody to whom it is assigned, and not for this account alone.";

    public static string ForTheUserItself(string user) =>
        $"The statement goes into the policies of {user}: it counts for the user itself and for all sessions that it makes, and not for this one alone.";

    public const string IfAgreed = ", if it ought to have it and whoever answers for it agrees (its tags decide what others may do with it, too)";

    public static string ForOthersAlone(string key, string values) =>
        $"have the call made by whom {key} {values} stands for: it tells who acts, and this caller is not known to be among them";

    public static string AnotherIdentity(string key) => $"{key} tells who acted: to pass another's is to act under that one's name, and to have the logs say so.";

    public static string TagOfPrincipal(string name) =>
        $"Policies may decide by the tag {name} of whoever calls: with it the caller has all that they let through for the value, and not this request alone.";

    public static string TagOfResource(string name) =>
        $"Policies may decide by the tag {name} of a resource: with another value everybody for whom they let it through has the resource, and those who have it by the old value lose it.";

    public static string SessionTags(string caller) =>
        $"It lets {caller} have session tags that the policy kept from it, by which other policies may decide what the session may do.";

    public static string FreesMore(string what) => $"The statement can say nothing narrower: {what} is no longer denied, and not the refused request alone.";

    public static string OpensOwnPolicies(string action, string caller) => $"It opens {action}, too, with which {caller} could change its own permissions, and so give itself any.";

    public static string OpensSensitive(string kind, string action, int more) => string.Create(
        CultureInfo.InvariantCulture,
        $"It opens {action}{(more > 0 ? $" and {more} more actions" : "")}, too, by which {kind switch
        {
            SensitiveActions.Escalation => "permissions are gained",
            SensitiveActions.LoggingOff => "logs and alarms are turned off",
            SensitiveActions.KeyDestruction => "keys are destroyed or taken over",
            SensitiveActions.DataDestruction => "data is destroyed",
            SensitiveActions.Sharing => "things are shared with other accounts",
            _ => "things are made public",
        }}.");

    public const string MakesVoid =
        "The statement speaks of this caller alone: with the caller exempted it denies nothing to anybody. Take it out, if that is meant, or leave it.";

    public static string ForAllMembers(string group) => $"The policy lies in the group {group}: what is changed there counts for all its members, now and in future.";

    public static string ForeignKey(string key, string owner) =>
        $"The call names the key {key} of account {owner}, which is neither the caller's account nor the resource's: be sure that you know whose it is, since whoever owns the key of what is "
        + "encrypted decides who reads it, and can take it from you.";

    public static string SelfEscalation(string caller) => $"{caller} could change its own permissions with it, and so give itself any.";

    public static string OwnTags(string caller) =>
        $"{caller} could change its own tags with it, and so have whatever policies let through by the tags of who calls (aws:PrincipalTag), or get rid of what they deny.";

    public static string AnyRole(string caller) => $"With it {caller} can take on every role that trusts it or its account.";

    public static string PowerfulRole(string caller, string role, string policy, string? action) => $"With it {caller} can take on {role}, whose policy {policy} allows "
        + (action is null ? "everything." : $"{action}, by which permissions are gained.");

    public static string ForeignCaller(string caller, string home, string owner) =>
        $"{caller} belongs to account {home}, not to {owner} which owns the resource: be sure that you know whose it is, since whoever administers that account can act as it.";

    public static string OutsideIdentity(string? subject, string provider) =>
        $"{(subject is null ? "The caller" : $"'{subject}'")} is no principal of AWS but whom {provider} says it is: be sure that you know whose it is, since whoever controls it there can "
            + "take on the role.";

    public static string Everybody(string resource) => $"Everybody on the internet could do it on {resource}.";

    public static string ConfusedDeputy(string service) =>
        $"{service} acts for every customer of AWS: without a condition on its source, a resource of any account can come through it.";

    public static string NameForArn(string arn, string name, string? account) =>
        $"pass the name '{name}' and not the ARN {arn}, since the service puts what is passed behind an ARN of its own"
        + (account is null ? "" : $"; it belongs to account {account}, so make the call with a role of that account (sts:AssumeRole)");

    public static string ExpandVariable(string variable) =>
        $"put the value in place of the variable '{variable}', which the client passed as it stands, unexpanded: it names nothing, so that no policy is to allow it";

    public static string WhatTellsCaller(string? id, string account, string? listed) =>
        (id is null ? $"The record says of the caller that it is of account {account}, and no more." : $"The record has the caller's unique id {id} of account {account}, and not its ARN.")
        + $" Only account {account} can tell who it is: by its own CloudTrail record of the call (with the same sharedEventID){(listed is null ? "" : $", or by {listed}")}. Then name the ARN "
        + "instead.";

    public static string PatternForCaller(string name) => $"The name '{name}' of the caller holds a wildcard, which no policy takes in a principal: the CloudTrail record of the call has the "
        + "whole name.";

    public static string FromProvider(CallerWish wish, string place, bool isAssertion) => wish.IsAbsent
        ? $"have the identity provider leave {place} out of the {(isAssertion ? "assertion" : "token")}"
        : $"have the identity provider put {(wish.Values.Count == 0 ? "a value" : string.Join(" or ", wish.Values))} for {wish.Key} into the {(isAssertion ? "assertion" : "token")} ({place})";

    public static string WholeSecretName(string resource) =>
        $"name the secret by its complete ARN, or by its name alone: '{resource}' ends in a hyphen and six characters, which Secrets Manager takes for the suffix of a complete ARN, so that it "
            + "names no secret and no policy is to allow it";

    public static string ListsAll(string resource) => $"It lists everything that is on {resource}, whatever tags it has: a call that lists cannot be confined by tags of a resource.";

    public static string AttachAgain(string name, string command) =>
        $"Without '{name}', or another policy that allows, nothing is allowed at or below this level: {command}";

    /// <summary>Where and by whom: the account and Region have been checked to be nothing but that.</summary>
    public static string Place(string? account, string owner, string? region, bool isRegional, string what, string permission) =>
        (account is null ? $"In {owner}" : $"In account {account}")
        + (region is not null ? $", Region {region}" : isRegional ? ", in the Region where it is" : "")
        + $", by whoever may change {what} ({permission}).";
}
