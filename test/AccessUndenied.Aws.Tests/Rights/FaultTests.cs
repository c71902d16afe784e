using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Tests.Policies.Live;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Rights;

/// <summary>One operation after the other goes wrong: the rest is still there, and what lacks is named.</summary>
public sealed class FaultTests
{
    private const string Role = "AccessUndeniedRole";

    // Operation, the permission where that is another one, and the account that it is called in.
    private static IEnumerable<TestCaseData> Operations => s_operations.Select(operation => new TestCaseData(operation.Operation, operation.Permission, operation.Account));

    private static readonly (string Operation, string Permission, string Account)[] s_operations =
    [
        .. new[]
        {
            "iam:GetGroupPolicy", "iam:GetPolicy", "iam:GetPolicyVersion", "iam:GetRole", "iam:GetRolePolicy", "iam:GetUser", "iam:GetUserPolicy", "iam:ListAttachedGroupPolicies",
            "iam:ListAttachedRolePolicies", "iam:ListAttachedUserPolicies", "iam:ListGroupPolicies", "iam:ListGroupsForUser", "iam:ListRolePolicies", "iam:ListRoles",
            "iam:ListUserPolicies", "iam:ListUsers", "backup:GetBackupVaultAccessPolicy", "codeartifact:GetDomainPermissionsPolicy", "codeartifact:GetRepositoryPermissionsPolicy",
            "dynamodb:GetResourcePolicy", "ecr:GetRepositoryPolicy", "elasticfilesystem:DescribeFileSystemPolicy", "es:DescribeDomain", "events:DescribeEventBus",
            "glacier:GetVaultAccessPolicy", "glue:GetResourcePolicy", "kinesis:GetResourcePolicy", "kms:DescribeKey", "kms:GetKeyPolicy", "lambda:GetLayerVersionPolicy",
            "lambda:GetPolicy", "logs:DescribeDestinations", "logs:DescribeResourcePolicies", "mediastore:GetContainerPolicy", "s3:GetAccessPointPolicy",
            "s3:GetAccountPublicAccessBlock", "s3:GetBucketLocation", "s3:GetBucketPolicy", "s3:GetBucketPublicAccessBlock", "s3:ListAllMyBuckets", "s3:GetObjectTagging",
            "secretsmanager:GetResourcePolicy", "sns:GetTopicAttributes", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "tag:GetResources", "ec2:DescribeVpcEndpoints",
            "sts:DecodeAuthorizationMessage",
        }.Select(operation => (operation, operation, EveryFeature.Home)),
        ("apigateway:GetRestApi", "apigateway:GET", EveryFeature.Home),
        .. new[]
        {
            "organizations:DescribeAccount", "organizations:DescribeOrganization", "organizations:DescribeOrganizationalUnit", "organizations:DescribePolicy",
            "organizations:ListAccounts", "organizations:ListParents", "organizations:ListPoliciesForTarget", "organizations:ListRoots",
        }.Select(operation => (operation, operation, SampleOrganization.Management)),
    ];

    private static readonly Lazy<Task<IReadOnlyList<AnalysisResult>>> s_calm = new(() => AnalyzeAsync(_ => { }));

    [Test]
    public async Task Operations_AllTogether_AreThoseThatAnalysisCalls()
    {
        await using var fake = await FakeAws.StartAsync(EveryFeature.World());
        await using var live = SampleOrganization.Live(fake);

        await SampleOrganization.AnalyzeAsync(live, EveryFeature.Records());

        fake.Calls.Select(call => call.Operation).Except(["sts:GetCallerIdentity", "sts:AssumeRole"]).Should().BeEquivalentTo(s_operations.Select(operation => operation.Operation));
    }

    [TestCaseSource(nameof(Operations))]
    public async Task Analyze_OneOperationDenied_StillAnswersAndNamesPermissionAndAccount(string operation, string permission, string account)
    {
        var who = account == SampleOrganization.Management ? $"arn:aws:iam::{account}:user/investigator" : $"arn:aws:iam::{account}:role/{Role}";

        var results = await AnalyzeAsync(fake => fake.Faults.Deny(operation, account));

        results.Should().HaveSameCount(await s_calm.Value);
        var evidence = results.SelectMany(result => result.Evidence.Unavailable).ToList();
        evidence.Should().Contain(item => item.Why.Contains($"{who} may not call {permission} in account {account}; allow it there to have this evidence", StringComparison.Ordinal));
        results.Where(result => result.Evidence.Unavailable.Count > 0).Should().OnlyContain(result => !result.Evidence.Complete);
    }

    [TestCaseSource(nameof(Operations))]
    public async Task Analyze_OneOperationOfTheServerFails_StillAnswersAndNamesIt(string operation, string permission, string account)
    {
        var results = await AnalyzeAsync(fake => fake.Faults.Fail(operation, int.MaxValue));

        results.Should().HaveSameCount(await s_calm.Value);
        results.SelectMany(result => result.Evidence.Unavailable).Should().Contain(
            item => item.Why.Contains($"{permission} in account ", StringComparison.Ordinal) && item.Why.Contains(" got no usable answer: ", StringComparison.Ordinal), account);
    }

    [TestCaseSource(nameof(Operations))]
    public async Task Analyze_AnswersOfOneOperationCutOff_StillAnswersAndSaysWhatLacks(string operation, string permission, string account)
    {
        var calm = await s_calm.Value;

        var results = await AnalyzeAsync(fake => fake.Faults.CutOff = operation);

        results.Should().HaveSameCount(calm);
        var lacking = results.SelectMany(result => result.Evidence.Unavailable).Select(item => item.Why).Except(calm.SelectMany(result => result.Evidence.Unavailable).Select(item => item.Why));
        lacking.Should().NotBeEmpty(permission + account);
    }

    [Test]
    public async Task Analyze_SlowAnswers_AreTheSame()
    {
        var slow = await AnalyzeAsync(fake => fake.Faults.Delay = TimeSpan.FromMilliseconds(5));

        slow.Select(result => JsonReport.ToJson(result)).Should().Equal((await s_calm.Value).Select(result => JsonReport.ToJson(result)));
    }

    [Test]
    public async Task Analyze_EveryOtherAnswerThrottled_IsTheSame()
    {
        var throttled = await AnalyzeAsync(fake => fake.Faults.ThrottleEvery = 2);

        throttled.Select(result => JsonReport.ToJson(result)).Should().Equal((await s_calm.Value).Select(result => JsonReport.ToJson(result)));
    }

    [TestCase("organizations:DescribeOrganization")]
    [TestCase("organizations:ListRoots")]
    [TestCase("organizations:ListAccountsForParent")]
    [TestCase("organizations:ListOrganizationalUnitsForParent")]
    [TestCase("organizations:ListPoliciesForTarget")]
    [TestCase("organizations:DescribePolicy")]
    public async Task CollectOrganization_OneOperationDenied_NamesPermissionAccountAndWayOut(string operation)
    {
        await using var fake = await FakeAws.StartAsync(EveryFeature.World());
        using var connection = SampleOrganization.Connect(fake);
        using var folder = new TemporaryFolder();
        fake.Faults.Deny(operation);

        var collect = () => new OrganizationCollector(connection).CollectAsync(folder.File("scp_data.json"), null, CancellationToken.None);

        (await collect.Should().ThrowAsync<AwsAccessException>()).Which.Message.Should()
            .Contain($"may not call {operation} in account 111111111111").And.Contain("--management-account-role-arn");
        folder.Names.Should().BeEmpty();
    }

    [TestCase("sqs:GetQueueAttributes", "123456789012")]
    [TestCase("tag:GetResources", "123456789012")]
    [TestCase("ec2:DescribeVpcEndpoints", "123456789012")]
    [TestCase("s3:GetBucketPublicAccessBlock", "123456789012")]
    [TestCase("s3:GetObjectTagging", "123456789012")]
    [TestCase("organizations:ListRoots", "111111111111")]
    [TestCase("organizations:ListAccountsForParent", "111111111111")]
    public async Task CollectSnapshot_OneOperationDenied_WritesTheRestAndNamesPermissionAndAccount(string operation, string account)
    {
        await using var fake = await FakeAws.StartAsync(EveryFeature.World());
        using var folder = new TemporaryFolder();
        fake.Faults.Deny(operation);

        var summary = await LiveRun.CollectAsync(fake, folder.File("snapshot.json"), [EveryFeature.Home], EveryFeature.Records());

        // Where the tree cannot be read, the way to each account still may be.
        if (operation != "organizations:ListAccountsForParent")
        {
            summary.Unavailable.Should().Contain(text => text.Contains($"may not call {operation} in account {account}", StringComparison.Ordinal));
        }

        summary.Accounts.Should().Be(1);
        await using var offline = SampleOrganization.Offline(folder.File("snapshot.json"));
        (await SampleOrganization.AnalyzeAsync(offline, EveryFeature.Records())).Should().HaveSameCount(await s_calm.Value);
    }

    private static async Task<IReadOnlyList<AnalysisResult>> AnalyzeAsync(Action<FakeAws> spoil)
    {
        await using var fake = await FakeAws.StartAsync(EveryFeature.World());
        await using var live = SampleOrganization.Live(fake);
        spoil(fake);
        return await SampleOrganization.AnalyzeAsync(live, EveryFeature.Records());
    }
}
