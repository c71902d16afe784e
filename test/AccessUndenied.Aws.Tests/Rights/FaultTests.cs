using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Policies.ResourcePolicyProviders;
using AccessUndenied.Aws.Tests.Policies.Live;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Reports;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Rights;

/// <summary>One operation after the other goes wrong: the rest is still there, and what lacks is named.</summary>
public sealed class FaultTests
{
    // Asked only after the policy could not be read; what is missing then is the policy.
    private static readonly string[] s_ownerSearch = ["s3:ListAllMyBuckets", "organizations:ListAccounts"];

    private const string Role = "AccessUndeniedRole";

    // Operation, the permission where that is another one, and the account that it is called in.
    private static IEnumerable<TestCaseData> Operations => s_operations.Select(operation => new TestCaseData(operation.Operation, operation.Permission, operation.Account));

    private static readonly (string Operation, string Permission, string Account)[] s_operations =
    [
        .. new[]
        {
            "iam:GetGroupPolicy", "iam:GetPolicy", "iam:GetPolicyVersion", "iam:GetRole", "iam:GetRolePolicy", "iam:GetUser", "iam:GetUserPolicy", "iam:ListAttachedGroupPolicies",
            "iam:ListAttachedRolePolicies", "iam:ListAttachedUserPolicies", "iam:ListGroupPolicies", "iam:ListGroupsForUser", "iam:ListRolePolicies", "iam:ListRoles",
            "iam:ListUserPolicies", "iam:ListUsers", "kms:DescribeKey", "kms:GetKeyPolicy", "logs:DescribeDestinations", "logs:DescribeResourcePolicies",
            "s3:GetAccountPublicAccessBlock", "s3:GetBucketLocation", "s3:GetBucketPolicy", "s3:GetBucketPublicAccessBlock", "s3:ListAllMyBuckets", "s3:GetObjectTagging",
            "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "tag:GetResources", "ec2:DescribeVpcEndpoints",
            "s3:ListMultiRegionAccessPoints", "s3:GetMultiRegionAccessPointPolicy", "s3tables:GetTable", "s3tables:GetTablePolicy",
            "sts:DecodeAuthorizationMessage", "iam:GetRequestAuthorizationDetails", "iam:GetRequestAuthorizationPolicy",
        }.Select(operation => (operation, operation, EveryFeature.Home)),
        .. PolicyTable.All.DistinctBy(row => row.Permission).Select(row => ($"{row.Service.Prefix}:{row.Operation}", row.Permission, EveryFeature.Home)),
        .. new[]
        {
            "organizations:DescribeAccount", "organizations:DescribeOrganization", "organizations:DescribeOrganizationalUnit", "organizations:DescribePolicy",
            "organizations:ListAccounts", "organizations:ListParents", "organizations:ListPoliciesForTarget", "organizations:ListRoots",
        }.Select(operation => (operation, operation, SampleOrganization.Management)),
    ];

    private static readonly Lazy<Task<IReadOnlyList<AnalysisResult>>> s_calm = new(() => AnalyzeAsync(_ => { }, EveryFeature.Records()));

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
        var records = EveryFeature.Records(operation);
        var who = account == SampleOrganization.Management ? $"arn:aws:iam::{account}:user/investigator" : $"arn:aws:iam::{account}:role/{Role}";

        var results = await AnalyzeAsync(fake => fake.Faults.Deny(operation, account), records);

        results.Should().HaveSameCount(records);
        var evidence = results.SelectMany(result => result.Evidence.Unavailable).ToList();
        evidence.Should().Contain(item => item.Why.Contains($"{who} may not call {permission} in account {account}; allow it there to have this evidence", StringComparison.Ordinal))
            .And.Contain(item => item.Permission == permission || (item.Permission == "s3:GetBucketPolicy" && s_ownerSearch.Contains(permission)));
        results.Where(result => result.Evidence.Unavailable.Count > 0).Should().OnlyContain(result => !result.Evidence.Complete);
    }

    [TestCaseSource(nameof(Operations))]
    public async Task Analyze_OneOperationOfTheServerFails_StillAnswersAndNamesIt(string operation, string permission, string account)
    {
        var records = EveryFeature.Records(operation);

        var results = await AnalyzeAsync(fake => fake.Faults.Fail(operation, int.MaxValue), records);

        results.Should().HaveSameCount(records);
        results.SelectMany(result => result.Evidence.Unavailable).Should().Contain(
            item => item.Why.Contains($"{permission} in account ", StringComparison.Ordinal) && item.Why.Contains(" got no usable answer: ", StringComparison.Ordinal), account);
    }

    [TestCaseSource(nameof(Operations))]
    public async Task Analyze_AnswersOfOneOperationCutOff_StillAnswersAndSaysWhatLacks(string operation, string permission, string account)
    {
        var records = EveryFeature.Records(operation);
        var calm = await AnalyzeAsync(_ => { }, records);

        var results = await AnalyzeAsync(fake => fake.Faults.CutOff = operation, records);

        results.Should().HaveSameCount(calm);
        var lacking = results.SelectMany(result => result.Evidence.Unavailable).Select(item => item.Why).Except(calm.SelectMany(result => result.Evidence.Unavailable).Select(item => item.Why));
        lacking.Should().NotBeEmpty(permission + account);
    }

    [Test]
    public async Task Analyze_SlowAnswers_AreTheSame()
    {
        var slow = await AnalyzeAsync(fake => fake.Faults.Delay = TimeSpan.FromMilliseconds(5), EveryFeature.Records());

        slow.Select(result => JsonReport.ToJson(result)).Should().Equal((await s_calm.Value).Select(result => JsonReport.ToJson(result)));
    }

    [Test]
    public async Task Analyze_EveryOtherAnswerThrottled_IsTheSame()
    {
        var throttled = await AnalyzeAsync(fake => fake.Faults.ThrottleEvery = 2, EveryFeature.Records());

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

    private static async Task<IReadOnlyList<AnalysisResult>> AnalyzeAsync(Action<FakeAws> spoil, IReadOnlyList<string> records)
    {
        await using var fake = await FakeAws.StartAsync(EveryFeature.World());
        await using var live = SampleOrganization.Live(fake);
        spoil(fake);
        return await SampleOrganization.AnalyzeAsync(live, records);
    }
}
