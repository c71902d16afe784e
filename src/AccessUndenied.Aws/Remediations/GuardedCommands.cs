using AccessUndenied.Reports;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Chooses the commands for a change, and what they look at before they write over anything.</summary>
/// <remarks>
/// Source: AWS CLI Command Reference, the pages of the commands named here; https://docs.aws.amazon.com/cli/latest/reference/.
/// That a function takes statements one by one: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html.
/// </remarks>
internal static class GuardedCommands
{
    private const string InstanceArn = "INSTANCE_ARN";
    private const string PermissionSetArn = "PERMISSION_SET_ARN";

    private static readonly string[] s_addresses = ["file:", "fileb:", "http:", "https:"];

    public static ChangeCommands Of(PolicyChange change, ChangeSubject subject, ScriptOptions options)
    {
        if (subject.Kind == SubjectKind.UnnamedRole)
        {
            return ChangeCommands.None(RemediationMessages.RoleToBeFound);
        }

        if (subject.Kind == SubjectKind.Session)
        {
            return ChangeCommands.None(RemediationMessages.ForSession);
        }

        if (change.HasPlaceholders)
        {
            return ChangeCommands.None(RemediationMessages.FillInFirst);
        }

        if (!change.CurrentDocumentKnown && subject.ReplacesDocument)
        {
            return ChangeCommands.None(RemediationMessages.Unread);
        }

        if (PolicyText.Compact(change.Document) is not { } document)
        {
            return ChangeCommands.None(RemediationMessages.NoCommand);
        }

        var commands = subject.Kind == SubjectKind.Function ? OfFunction(change, subject) : Guarded(change, subject, Write(subject, document));
        return Checked(commands.Everywhere(subject.IsRegional && change.Region is { } region ? [new("region", CommandValue.Text, region)] : []), options);
    }

    /// <summary>The commands with the profile that was named; none where a name in them is not safe to hand over.</summary>
    public static ChangeCommands Checked(ChangeCommands commands, ScriptOptions options)
    {
        var all = commands.Everywhere(options.Profile is { Length: > 0 } profile ? [new("profile", CommandValue.Text, profile)] : []);
        return all.ByHand is null && WhyUnsafe(all) is { } reason ? ChangeCommands.None(reason) : all;
    }

    private static ChangeCommands OfFunction(PolicyChange change, ChangeSubject subject) =>
        LambdaPermissions.Of(change, subject.Arn) is { } commands ? new() { Commands = commands } : ChangeCommands.None(RemediationMessages.FunctionByHand);

    private static ChangeCommands Guarded(PolicyChange change, ChangeSubject subject, IReadOnlyList<AwsCommand> commands)
    {
        if (commands.Count == 0)
        {
            return ChangeCommands.None(RemediationMessages.NoCommand);
        }

        if (!subject.ReplacesDocument && (change.Policy is null || subject.Kind == SubjectKind.NewBoundary))
        {
            return new() { Commands = commands, Guard = NoneOfThatName(subject) };
        }

        if (change.Policy is not { } policy)
        {
            return Absent(subject, commands);
        }

        var isReserialized = subject.Kind is SubjectKind.User or SubjectKind.Role or SubjectKind.Group or SubjectKind.Managed or SubjectKind.Trust;
        if (policy.Document is not { } document)
        {
            return ChangeCommands.None(RemediationMessages.Unread);
        }

        return PolicyText.Expected(document.Json, isReserialized) is { } expected && PolicyReadCommands.Of(subject) is { } read
            ? new() { Commands = commands, Guard = new(read, GuardKind.SameDocument, expected) }
            : ChangeCommands.None(RemediationMessages.Incomparable);
    }

    // What has the name of a new inline policy would be replaced by it, while to make anything else fails where its name is taken.
    private static PolicyGuard? NoneOfThatName(ChangeSubject subject) =>
        subject.Kind is SubjectKind.User or SubjectKind.Role or SubjectKind.Group && PolicyReadCommands.Of(subject) is { } read ? new(read, GuardKind.ErrorCode, "NoSuchEntity") : null;

    // "There is none" was read a while ago too. Keys, topics, endpoints and roles always have a policy.
    private static ChangeCommands Absent(ChangeSubject subject, IReadOnlyList<AwsCommand> commands)
    {
        PolicyGuard? guard = (subject.Kind, PolicyReadCommands.Of(subject)) switch
        {
            (SubjectKind.Bucket, { } read) => new(read, GuardKind.ErrorCode, "NoSuchBucketPolicy"),
            (SubjectKind.Repository, { } read) => new(read, GuardKind.ErrorCode, "RepositoryPolicyNotFoundException"),
            (SubjectKind.Table, { } read) => new(read, GuardKind.ErrorCode, "PolicyNotFoundException"),
            (SubjectKind.Queue or SubjectKind.Secret, { } read) => new(read, GuardKind.NoneText),
            (SubjectKind.PermissionSet, { } read) => new(read, GuardKind.Empty),
            _ => null,
        };
        return guard is null ? ChangeCommands.None(RemediationMessages.Unread) : new() { Commands = commands, Guard = guard };
    }

    private static IReadOnlyList<AwsCommand> Write(ChangeSubject subject, string document)
    {
        var holder = subject.Holder;
        return subject.Kind switch
        {
            SubjectKind.User => [Inline("user")],
            SubjectKind.Role => [Inline("role")],
            SubjectKind.Group => [Inline("group")],
            SubjectKind.Managed => [new AwsCommand("iam create-policy-version").With("policy-arn", subject.Arn).WithDocument("policy-document", document).WithFlag("set-as-default")],
            SubjectKind.NewBoundary => [new AwsCommand("iam create-policy").With("policy-name", subject.PolicyName + "-own").WithDocument("policy-document", document)],
            SubjectKind.PermissionSet =>
            [
                OfPermissionSet("put-inline-policy-to-permission-set").WithDocument("inline-policy", document),
                OfPermissionSet("provision-permission-set").With("target-type", "ALL_PROVISIONED_ACCOUNTS"),
            ],
            SubjectKind.NewServiceControl =>
            [
                new AwsCommand("organizations attach-policy").WithOutput("policy-id", new AwsCommand("organizations create-policy").With("type", "SERVICE_CONTROL_POLICY")
                    .With("name", subject.PolicyName).With("description", "Allows what was denied").WithDocument("content", document).Printing("Policy.PolicySummary.Id")).With("target-id", holder),
            ],
            SubjectKind.Organization => [new AwsCommand("organizations update-policy").With("policy-id", subject.Arn).WithDocument("content", document)],
            SubjectKind.VpcEndpoint => [new AwsCommand("ec2 modify-vpc-endpoint").With("vpc-endpoint-id", holder).WithDocument("policy-document", document)],
            SubjectKind.Trust => [new AwsCommand("iam update-assume-role-policy").With("role-name", holder).WithDocument("policy-document", document)],
            SubjectKind.Bucket => [new AwsCommand("s3api put-bucket-policy").With("bucket", holder).WithDocument("policy", document)],
            SubjectKind.Key => [new AwsCommand("kms put-key-policy").With("key-id", holder).With("policy-name", "default").WithDocument("policy", document)],
            SubjectKind.Queue => [new AwsCommand("sqs set-queue-attributes").WithOutput("queue-url", PolicyReadCommands.QueueUrl(holder)).WithDocument("attributes",
                "{\"Policy\":" + PolicyText.Quoted(document) + "}")],
            SubjectKind.Topic => [new AwsCommand("sns set-topic-attributes").With("topic-arn", holder).With("attribute-name", "Policy").WithDocument("attribute-value", document)],
            SubjectKind.Secret => [new AwsCommand("secretsmanager put-resource-policy").With("secret-id", holder).WithDocument("resource-policy", document)],
            SubjectKind.Repository => [new AwsCommand("ecr set-repository-policy").With("repository-name", holder).WithDocument("policy-text", document)],
            SubjectKind.Table => [new AwsCommand("dynamodb put-resource-policy").With("resource-arn", holder).WithDocument("policy", document)],
            _ => [],
        };

        AwsCommand Inline(string kind) =>
            new AwsCommand($"iam put-{kind}-policy").With($"{kind}-name", holder).With("policy-name", subject.PolicyName).WithDocument("policy-document", document);

        static AwsCommand OfPermissionSet(string operation) =>
            new AwsCommand("sso-admin " + operation).WithVariable("instance-arn", InstanceArn).WithVariable("permission-set-arn", PermissionSetArn);
    }

    private static string? WhyUnsafe(ChangeCommands commands) => commands.InnerTexts().Any(text => text.Contains('!', StringComparison.Ordinal))
        ? RemediationMessages.UnusableName
        : commands.Texts().Select(WhyUnsafe).FirstOrDefault(why => why is not null);

    // Source: AWS CLI User Guide, "Loading a parameter from a file" (file://, fileb://) and the configuration setting
    // cli_follow_urlparam (http://, https://): https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html.
    private static string? WhyUnsafe(string text)
    {
        if (text.Length == 0 || text.EnumerateRunes().Any(VisibleText.IsHidden) || text.Any(char.IsSurrogate))
        {
            return RemediationMessages.UnusableName;
        }

        return s_addresses.Any(address => text.TrimStart().StartsWith(address, StringComparison.OrdinalIgnoreCase)) ? RemediationMessages.NameIsAddress : null;
    }
}
