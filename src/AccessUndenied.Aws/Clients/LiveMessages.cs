namespace AccessUndenied.Aws.Clients;

/// <summary>Every sentence about live AWS that a user can be shown.</summary>
internal static class LiveMessages
{
    public static string AnswerTooLong(int bytes) => $"the answer is longer than {bytes} bytes, which no service sends; is a proxy in between?";

    // What was not found.
    public static string EntityGone(string account) => $"account {account} has no such user or role now; it was deleted after the event, or its name is not whole";

    public static string NoSuchId(string id, string account) => $"account {account} has no user or role with the id {id} now; it was deleted after the event";

    public static string NoEndpoint(string account) => $"account {account} has no such endpoint in that region; it was deleted, or belongs to another account";

    public static string OwnerUnknown(IReadOnlyList<string> failures) =>
        $"nor is it known which account the bucket is in: {failures[0]}{(failures.Count > 1 ? $", and {failures.Count - 1} more accounts could not be asked" : "")}";

    public static string TooManyAccounts(int count, int highest) => $"the organization has {count} accounts, and no more than {highest} are asked for their buckets";

    public static string NoProvider(string resource) => $"nothing is registered that reads the policies of resources such as {resource}; add an IResourcePolicyProvider";

    public static string NoAccessPointOfAlias(string account, string alias) => $"account {account} has no Multi-Region Access Point with the alias {alias}";

    public static string NoNameOfTable(string arn) => $"s3tables:GetTable does not tell the namespace and the name of {arn}";

    public static string BadDocument(string resource, string problem) => $"the policy of {resource} cannot be read: {problem}";

    /// <summary>Whether a service says that the resource itself is missing, and not its policy alone.</summary>
    public static bool IsAboutMissing(AwsCallException exception, params ReadOnlySpan<string> types)
    {
        foreach (var type in types)
        {
            if (exception.InnerException?.Message.StartsWith(type + " not found", StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return false;
    }

    // Records of refusals.
    public static string NoRecord(string region, TimeSpan? age) =>
        $"AWS has no record of the refusal under its authorization id in {region}: "
        + (age is { TotalHours: > 24 } old
            ? $"it is kept for a day or little more, and the refusal was {Ago(old)} ago"
            : "it is not written yet (run this again in a minute), or was made for an account of another organization");

    public static string RecordTooOld(TimeSpan age) =>
        $"AWS keeps the record of a refusal for a day or little more, and this one was {Ago(age)} ago, so that nothing was asked: analyze denials within a day of them, or keep the "
            + $"record with 'access-undenied snapshot --events-file'";

    public const string RecordWithoutRegion = "neither the message nor the event names the Region that keeps the record of the refusal, "
        + "so that nothing was asked; name it (AwsConnectionOptions.Region, --region)";

    public static string UnknownRegion(string region) => $"'{AwsWords.Of(region)}' is no Region of AWS that is known here, so that nothing is asked there";

    public static string RecordInOtherPartition(string region, string who) => $"{AwsWords.Of(region)} is in another partition of AWS than {who}, so that nothing is asked there";

    public static string NoSuchId(string detail) => $"AWS takes the authorization id for none: {detail.TrimEnd('.')}";

    private static string Ago(TimeSpan age) => age.TotalHours < 48
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(int)age.TotalHours} hours")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(int)age.TotalDays} days");

    // Collections.
    public static string NothingCollected(string why) => $"nothing could be collected: {why}";

    public const string OtherResourcesNotAsked =
        "the snapshot holds the policies of those resources alone that its events act on or that were named for it; "
        + "collect again with such an event or with this one (SnapshotCollection.Resources, --events-file, --resource)";

    public static string OtherEntitiesNotAsked(string account) =>
        $"of account {account} those users and roles alone were collected that the events act on; collect with 'access-undenied snapshot --account {account}'";

    public const string NoOrganization = "the account is in no organization, so there are no policies of one to write; name another profile (AwsConnectionOptions.Profile, --profile) if it should be";

    public static string OrganizationUnreadable(string why) =>
        $"the organization cannot be read: {why}, or name a role of the management account (AwsConnectionOptions.ManagementAccountRoleArn, --management-account-role-arn)";

    public static string RegionsUnknown(string why) => $"the regions of the account cannot be listed: {why}; or read one alone (AwsConnectionOptions.Region, --region) instead of all of them";

    public static string EndBeforeStart(DateTimeOffset start, DateTimeOffset end) => $"the end time {end:u} is before the start time {start:u}; exchange them";

    // Calls.
    public static string Denied(string who, string permission, string account) =>
        $"{who} may not call {permission}{In(account)}; allow it there to have this evidence";

    public static string Expired(string permission, string detail) =>
        $"the credentials are not valid (any more) for {permission}: {detail.TrimEnd('.')}; sign in again, for example with 'aws sso login', and run this again";

    /// <summary>The same where a Region that is not enabled for the account answers alike.</summary>
    public static string ExpiredOrNotEnabled(string permission, string detail) =>
        $"{Expired(permission, detail)}; an opt-in Region that is not enabled for the account answers the same, whatever the credentials (account:GetRegionOptStatus tells)";

    public static string NotEnabled(string permission, string detail) =>
        $"{permission} was refused: {detail.TrimEnd('.')}; the credentials are good elsewhere, so the Region is most likely an opt-in one that is not enabled for the account "
            + "(account:GetRegionOptStatus tells, account:EnableRegion enables it), and signing in again does not help";

    public static string Missing(string permission, string account, string detail) => $"{permission} found nothing{In(account)}: {detail.TrimEnd('.')}";

    public static string Refused(string permission, string account, string? code, string detail) =>
        $"{permission}{In(account)} was refused with {code ?? "an error"}: {detail.TrimEnd('.')}";

    public static string Unreachable(string permission, string account, string detail) =>
        $"{permission}{In(account)} got no usable answer: {detail.TrimEnd('.')}; run this again later, or check the network and the endpoint settings (AWS_ENDPOINT_URL)";

    public static string LacksMember(string permission, string account, string member) =>
        $"{permission}{In(account)} answered without {member}; run this again later, or check the endpoint settings (AWS_ENDPOINT_URL)";

    public static string NoSuchRegion(string text) => $"'{AwsWords.Of(text)}' is no region's name, so nothing is asked there";

    public static string NoSuchAccount(string text) => $"'{AwsWords.Of(text)}' is no account's number, which has 12 digits, so nothing is asked there";

    public static string NoSuchPartition(string text) => $"'{AwsWords.Of(text)}' is no partition of AWS, so nothing is asked there";

    public static string NoSuchService(string text) => $"'{AwsWords.Of(text)}' is no service's name in an ARN, so nothing is asked there";

    public static string NoSuchResource(string text) => $"{AwsWords.Of(text)} holds control characters, which no ARN has, so nothing is asked about it";

    public static string NoSuchBucket(string text) => $"'{AwsWords.Of(text)}' is no bucket's name, so nothing is asked about it";

    public static string NotAMember(string account) =>
        $"account {account} is no member of the organization and was not named (--account, AwsConnectionOptions.Accounts), so no role is assumed there only because an event names it";

    public static string MembershipUnknown(string account, string why) =>
        $"whether account {account} is a member of the organization cannot be read, so no role is assumed there only because an event names it: "
        + $"{why.TrimEnd('.')}; name the account (--account, AwsConnectionOptions.Accounts), "
        + "or let the organization be read (--management-account-role-arn, AwsConnectionOptions.ManagementAccountRoleArn)";

    public static string OtherPartition(string region, string own) =>
        $"{AwsWords.Of(region)} is in another partition than {own}, where the credentials come from, so nothing is asked there";

    public static string BadAccount(string text) => $"Accounts must be account ids of 12 digits; one is '{AwsWords.Of(text)}'";

    public const string EmptyAnswer = "the answer has status 200 and nothing in it, which no service sends; is a proxy in between?";

    public static string EndlessAnswer(int mebibytes) => $"the answer is longer than {mebibytes} MiB, which none of a service is; is a proxy in between?";

    public const string PageAnswer = "the answer is a web page, which no service sends; is a proxy in between that asks for signing in?";

    public static string RunIsOver(string permission, string account) =>
        $"{permission}{In(account)} was not answered before the time for the whole run was over (--time-limit, AwsConnectionOptions.RunTimeout); run this again, or give it more";

    public static string TryIsOver(string permission, string account) =>
        $"{permission}{In(account)} was not answered in the time for one try (AwsConnectionOptions.TryTimeout); run this again later, or check the network";

    public static string BadTryTimeout(TimeSpan value) => $"TryTimeout must be from a millisecond to an hour; it is {value}";

    public static string BadRunTimeout(TimeSpan value) => $"RunTimeout must be more than nothing, and no more than 30 days; it is {value}";

    public static string RepeatedPage(string permission, string account) =>
        $"{permission}{In(account)} gave the same page again and again; run this again later, or check the endpoint settings (AWS_ENDPOINT_URL)";

    public const string NoCredentials =
        "no AWS credentials were found; name a profile (AwsConnectionOptions.Profile, --profile), set AWS_PROFILE or AWS_ACCESS_KEY_ID, or sign in with 'aws sso login'; "
        + "a snapshot (UseSnapshot, --snapshot) needs none";

    public static string CredentialsUnusable(string detail) =>
        $"the AWS credentials cannot be had: {detail.TrimEnd('.')}; mend the profile, variables or file that they come from, or sign in, for example with 'aws sso login'";

    public static string BadRegion(string detail) => $"{detail.TrimEnd('.')}; name one such as eu-west-1 (AwsConnectionOptions.Region, --region, AWS_REGION or the profile)";

    public static string NoProfile(string profile) => $"there is no AWS profile '{profile}' with credentials; 'aws configure list-profiles' lists those there are";

    public static string CannotAssume(string role, string who, string detail) =>
        $"{who} cannot assume {role}: {detail.TrimEnd('.')}; create the role there and let {who} assume it "
        + "(where its trust policy asks for an external id: AwsConnectionOptions.ExternalId, --external-id), "
        + "or name another one (AwsConnectionOptions.CrossAccountRoleName, --cross-account-role-name)";

    public static string CannotAssumeManagement(string role, string who, string detail) =>
        $"{who} cannot assume {role}: {detail.TrimEnd('.')}; name a role of the management account that {who} may assume "
        + "(AwsConnectionOptions.ManagementAccountRoleArn, --management-account-role-arn)";

    public static string BadRoleArn(string text) => $"ManagementAccountRoleArn must be the ARN of a role, such as arn:aws:iam::111111111111:role/name; it is '{text}'";

    public static string BadRoleName(string text) => $"CrossAccountRoleName must be the name of a role (letters, digits and _+=,.@-, 64 at most, with its path before it if it has one); it is "
        + $"'{text}'";

    public static string BadExternalId(int length, int shortest, int longest) => $"ExternalId must have {shortest} to {longest} characters; it has {length}";

    public static string BadConcurrency(int value, int highest) => $"MaxConcurrency must be from 1 to {highest}; it is {value}";

    public static string BadCacheSize(int value) => $"MaxCachedAnswers must be 1 or more; it is {value}";

    public static string BadEndpoint(Uri url) => $"EndpointUrl must be an absolute http or https address; it is '{url}'";

    /// <summary>What <paramref name="exception"/> and those behind it say, each once.</summary>
    public static string Chain(Exception exception)
    {
        var said = new List<string>();
        for (var current = exception; current is not null; current = current.InnerException)
        {
            var text = AwsWords.Of(current.Message).TrimEnd('.');
            if (!text.StartsWith("Exception of type '", StringComparison.Ordinal) && !said.Exists(earlier => earlier.Contains(text, StringComparison.Ordinal)))
            {
                said.Add(text);
            }
        }

        return string.Join(": ", said);
    }

    // The caller's own account is not known before the first answer.
    private static string In(string account) => account.Length == 0 ? "" : $" in account {account}";
}
