using CsCheck;

namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>Who asks for what: the part of a request on which the useful policies depend.</summary>
/// <param name="Principal">The caller, in the words of a request.</param>
/// <param name="CallerForms">Texts of an <c>AWS</c> principal that name the caller, or nearly so.</param>
/// <param name="Action">The action.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Owner">The request's resourceAccount; null where it is left to the ARN.</param>
internal sealed record RequestScenario(string Principal, string[] CallerForms, string Action, string Resource, string? Owner)
{
    internal const string AccountA = "111111111111";
    internal const string AccountB = "222222222222";

    /// <summary>Outside identity providers.</summary>
    internal static readonly string[] Providers =
        ["arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com", "arn:aws:iam::111111111111:saml-provider/Corp", "cognito-identity.amazonaws.com"];

    internal string Service => Action[..Action.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant();

    private static readonly (string Action, string Resource)[] s_ordinary =
    [
        ("sqs:SendMessage", "arn:aws:sqs:us-east-1:111111111111:queue-app"),
        ("SQS:sendMessage", "arn:aws:sqs:us-east-1:111111111111:queue-app"),
        ("sqs:SendMessage", "arn:aws:sqs:us-east-1:111111111111:queue-*"),
        ("sqs:DeleteQueue", "arn:aws:sqs:us-east-1:111111111111:queue-app"),
        ("sns:Publish", "arn:aws:sns:us-east-1:111111111111:topic"),
        ("lambda:InvokeFunction", "arn:aws:lambda:us-east-1:111111111111:function:app:1"),
        ("dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:111111111111:table/app"),
        ("ec2:StopInstances", "arn:aws:ec2:us-east-1:111111111111:instance/i-1"),
        ("ecr:BatchGetImage", "arn:aws:ecr:us-east-1:111111111111:repository/app"),
        ("acme:Run", "arn:aws:acme:us-east-1:111111111111:thing/app"),
    ];

    private static readonly (string Action, string Resource)[] s_withoutResource =
    [
        ("sqs:ListQueues", "*"),
        ("sqs:SendMessage", "*"),
        ("s3:ListAllMyBuckets", "*"),
        ("s3:ListAllMyBuckets", "arn:aws:s3:::bucket-a"),
        ("kms:ListKeys", "*"),
        ("ec2:DescribeInstances", "*"),
        ("ec2:DescribeInstances", "arn:aws:ec2:us-east-1:111111111111:instance/i-1"),
        ("sts:GetCallerIdentity", "*"),
    ];

    private static readonly (string Action, string Resource)[] s_buckets =
    [
        ("s3:GetObject", "arn:aws:s3:::bucket-a/team/app/x"),
        ("s3:PutObject", "arn:aws:s3:::bucket-a/app"),
        ("s3:ListBucket", "arn:aws:s3:::bucket-a"),
        ("s3:PutBucketPolicy", "arn:aws:s3:::bucket-a"),
        ("s3:GetBucketPolicy", "arn:aws:s3:::bucket-a"),
    ];

    private static readonly (string Action, string Resource)[] s_keys =
    [
        ("kms:Decrypt", "arn:aws:kms:us-east-1:111111111111:key/k-1"),
        ("kms:DescribeKey", "arn:aws:kms:us-east-1:111111111111:key/k-1"),
        ("kms:PutKeyPolicy", "arn:aws:kms:us-east-1:111111111111:key/k-1"),
        ("kms:RetireGrant", "arn:aws:kms:us-east-1:111111111111:key/k-1"),
        ("kms:Decrypt", "arn:aws:kms:us-east-1:111111111111:alias/app"),
        ("kms:CreateAlias", "arn:aws:kms:us-east-1:111111111111:alias/app"),
        ("kms:CreateAlias", "arn:aws:kms:us-east-1:111111111111:alias/aws/app"),
    ];

    private static readonly (string Action, string Resource)[] s_roles =
    [
        ("sts:AssumeRole", "arn:aws:iam::111111111111:role/target"),
        ("sts:AssumeRole", "arn:aws:iam::111111111111:role/target"),
        ("sts:TagSession", "arn:aws:iam::111111111111:role/target"),
        ("sts:AssumeRoleWithWebIdentity", "arn:aws:iam::111111111111:role/target"),
        ("sts:AssumeRoleWithSAML", "arn:aws:iam::111111111111:role/target"),
        ("sts:AssumeRole", "arn:aws:iam::111111111111:role/aws-service-role/ec2.amazonaws.com/AWSServiceRoleForTarget"),
        ("iam:PassRole", "arn:aws:iam::111111111111:role/target"),
        ("iam:GetRole", "arn:aws:iam::111111111111:role/target"),
        ("iam:DeleteRole", "arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef"),
        ("iam:CreatePolicyVersion", "arn:aws:iam::aws:policy/ReadOnlyAccess"),
        ("iam:GetPolicyVersion", "arn:aws:iam::aws:policy/ReadOnlyAccess"),
    ];

    internal static Gen<RequestScenario> Any { get; } =
        Gen.Select(
            Callers(),
            Gen.Frequency(
                (8, Gen.OneOf(s_ordinary)), (3, Gen.OneOf(s_withoutResource)), (5, Gen.OneOf(s_buckets)),
                (4, Gen.OneOf(s_keys)), (4, Gen.OneOf(s_roles))),
            Gen.Frequency((7, Gen.Const((string?)null)), (2, Gen.Const((string?)AccountA)), (1, Gen.Const((string?)AccountB))),
            (caller, target, owner) => new RequestScenario(caller.Principal, caller.Forms, target.Action, target.Resource, owner));

    private static Gen<(string Principal, string[] Forms)> Callers()
    {
        // Account A owns most resources, so that B is the foreign one.
        var account = Gen.Frequency((3, Gen.Const(AccountA)), (2, Gen.Const(AccountB)));
        return account.SelectMany(number => Gen.Frequency(
            (4, Gen.OneOf("app", "team/app").Select(name => User(number, name))),
            (5, Gen.OneOf("app", "team/app").Select(name => Session(number, name))),
            (2, Gen.OneOf("app", "team/app").Select(name => Role(number, name))),
            (2, Gen.Const(0).Select(_ => Federated(number))),
            (2, Gen.Const(0).Select(_ => Root(number))),
            (1, Gen.Const(0).Select(_ => Session(number, "aws-service-role/ec2.amazonaws.com/AWSServiceRoleForApp"))),
            (1, Gen.Const(0).Select(_ => Role(number, "aws-service-role/ec2.amazonaws.com/AWSServiceRoleForApp"))),
            (2, Gen.OneOf(Providers).Select(provider => (provider, Array.Empty<string>()))),
            (1, Gen.OneOf("sns.amazonaws.com", "lambda.amazonaws.com").Select(host => (host, Array.Empty<string>()))),
            (1, Gen.Const(0).Select(_ => ("anonymous", Array.Empty<string>())))));
    }

    private static string[] Accounts(string account) => [account, $"arn:aws:iam::{account}:root"];

    private static (string, string[]) User(string account, string name) =>
        ($"arn:aws:iam::{account}:user/{name}", [.. Accounts(account), $"arn:aws:iam::{account}:user/{name}", "AIDAEXAMPLEUSER"]);

    private static (string, string[]) Role(string account, string name) =>
        ($"arn:aws:iam::{account}:role/{name}", [.. Accounts(account), $"arn:aws:iam::{account}:role/{name}", "AROAEXAMPLEROLE"]);

    private static (string, string[]) Session(string account, string role)
    {
        var arn = $"arn:aws:sts::{account}:assumed-role/{role[(role.LastIndexOf('/') + 1)..]}/s1";
        return (arn, [.. Accounts(account), arn, $"arn:aws:iam::{account}:role/{role}", "AROAEXAMPLEROLE"]);
    }

    private static (string, string[]) Federated(string account) =>
        ($"arn:aws:sts::{account}:federated-user/app",
            [.. Accounts(account), $"arn:aws:sts::{account}:federated-user/app", $"arn:aws:iam::{account}:user/app"]);

    private static (string, string[]) Root(string account) => ($"arn:aws:iam::{account}:root", Accounts(account));
}
