using System.Text.Json.Nodes;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Tests.Policies.Live;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Clients;

/// <summary>What accounts, credentials and answers can be like when they are not as they should be.</summary>
public sealed class BadInputTests
{
    private const string Account = "123456789012";
    private const string Role = "arn:aws:iam::123456789012:role/app";
    private const string Queue = "arn:aws:sqs:eu-west-1:123456789012:intake";

    [Test]
    [NonParallelizable]
    public async Task GetCaller_NoCredentialsAtAll_NamesTheWayOut()
    {
        using var nowhere = new EmptyCredentialChain();
        await using var fake = await StartAsync("{}");
        using var connection = SampleOrganization.Connect(fake, options => options.Credentials = null);

        var call = () => connection.GetCallerAsync(CancellationToken.None);

        (await call.Should().ThrowAsync<AwsAccessException>()).Which.Message.Should()
            .Be("no AWS credentials were found; name a profile (AwsConnectionOptions.Profile, --profile), set AWS_PROFILE or AWS_ACCESS_KEY_ID, or sign in with 'aws sso login'; a snapshot (UseSnapshot, --snapshot) needs none");
        fake.Calls.Should().BeEmpty();
    }

    [Test]
    [NonParallelizable]
    public async Task GetCaller_TokenFileThatIsNotThere_NamesTheFile()
    {
        using var nowhere = new EmptyCredentialChain();
        using var folder = new TemporaryFolder();
        Environment.SetEnvironmentVariable("AWS_WEB_IDENTITY_TOKEN_FILE", folder.File("token"));
        Environment.SetEnvironmentVariable("AWS_ROLE_ARN", Role);
        await using var fake = await StartAsync("{}");
        using var connection = SampleOrganization.Connect(fake, options => options.Credentials = null);

        var call = () => connection.GetCallerAsync(CancellationToken.None);

        (await call.Should().ThrowAsync<AwsAccessException>()).Which.Message.Should()
            .StartWith("the AWS credentials cannot be had: ").And.Contain(folder.File("token")).And.EndWith("or sign in, for example with 'aws sso login'");
    }

    [Test]
    public async Task GetCaller_CredentialsThatFailForAnotherReason_NamesEveryReasonOnce()
    {
        await using var fake = await StartAsync("{}");
        using var connection = SampleOrganization.Connect(fake, options => options.Credentials = new FailingCredentials());

        var call = () => connection.GetCallerAsync(CancellationToken.None);

        (await call.Should().ThrowAsync<AwsAccessException>()).Which.Message.Should()
            .Be("the AWS credentials cannot be had: the command ended with 1: no token; mend the profile, variables or file that they come from, or sign in, for example with 'aws sso login'");
    }

    [Test]
    public async Task GetCaller_NameThatIsNoRegion_NamesTheWayOut()
    {
        await using var fake = await StartAsync("{}");
        using var connection = SampleOrganization.Connect(fake, options => options.Region = "not a region!");

        var call = () => connection.GetCallerAsync(CancellationToken.None);

        (await call.Should().ThrowAsync<AwsAccessException>()).Which.Message.Should()
            .Contain("'not a region!'").And.EndWith("; name one such as eu-west-1 (AwsConnectionOptions.Region, --region, AWS_REGION or the profile)");
    }

    [Test]
    public async Task GetCaller_AnswerThatIsNone_SpeaksOfNoAccount()
    {
        await using var fake = await StartAsync("{}");
        fake.Faults.Answer("sts:GetCallerIdentity", new FakeReply.FaultReply(400, "Odd", "odd"));
        using var connection = SampleOrganization.Connect(fake);

        var call = () => connection.GetCallerAsync(CancellationToken.None);

        (await call.Should().ThrowAsync<AwsAccessException>()).Which.Message.Should().Be("sts:GetCallerIdentity was refused with Odd: odd");
    }

    [Test]
    public async Task GetCaller_CodeThatQuotesTheToken_IsNotPassedOn()
    {
        await using var fake = await StartAsync("{}");
        fake.Faults.Answer("sts:GetCallerIdentity", new FakeReply.FaultReply(400, "IQoJb3JpZ2luX2VjEPz//////////wEaMARKED=", "odd"));
        using var connection = SampleOrganization.Connect(fake);

        var call = () => connection.GetCallerAsync(CancellationToken.None);

        (await call.Should().ThrowAsync<AwsAccessException>()).Which.Message.Should().Be("sts:GetCallerIdentity was refused with an error: odd");
    }

    [Test]
    public void Of_EmptyAddressInTheSettings_IsAFaultOfTheCall() =>
        AwsFaults.Of(new ArgumentNullException("url")).Should().Be(AwsFault.Unreachable);

    [Test]
    public async Task GetPolicies_KeyThatTheRecordDoesNotTell_SaysSo()
    {
        await using var fake = await StartAsync("{}");

        var policies = await GetAsync(fake, Role, "arn:aws:kms:eu-west-1:123456789012:key/*");

        policies.Unavailable.Should().ContainSingle(item => item.Layer == PolicyLayer.Resource).Which.Why.Should().Be(
            "the record does not tell which resource exactly arn:aws:kms:eu-west-1:123456789012:key/* is, so that its policy could not be looked up; 'access-undenied snapshot --resource' takes whole ARNs");
    }

    [Test]
    [NonParallelizable]
    public async Task Analyze_NoCredentialsAtAll_ExplainsWhatTheRecordTellsAndNamesTheWayOut()
    {
        using var nowhere = new EmptyCredentialChain();
        await using var fake = await StartAsync("{}");
        await using var live = SampleOrganization.Live(fake, options => options.Credentials = null);

        var result = (await SampleOrganization.AnalyzeAsync(live, [DenialRecords.Of(Role, "sqs:SendMessage", Queue)])).Single();

        result.Assessment.Should().Be(Assessment.MissingAllowInIdentityPolicy);
        result.Evidence.Unavailable.Should().NotBeEmpty().And.OnlyContain(item => item.Why.StartsWith("no AWS credentials were found", StringComparison.Ordinal));
    }

    [Test]
    public async Task Analyze_CredentialsThatExpireOnTheWay_NamesTheWayOut()
    {
        await using var fake = await StartAsync("{}");
        await using var live = SampleOrganization.Live(fake);
        var record = DenialRecords.Of(Role, "sqs:SendMessage", Queue);
        await SampleOrganization.AnalyzeAsync(live, [record]);
        fake.Faults.TokensHaveExpired = true;

        var result = (await SampleOrganization.AnalyzeAsync(live, [DenialRecords.Of("arn:aws:iam::123456789012:role/another", "sqs:SendMessage", Queue)])).Single();

        result.Evidence.Unavailable.Should().Contain(item => item.Layer == PolicyLayer.Identity && item.Why.Contains("sign in again, for example with 'aws sso login'", StringComparison.Ordinal));
    }

    [TestCase("secret", true)]
    [TestCase(null, false)]
    public async Task ForAccount_RoleThatAsksForAnExternalId_IsAssumedWithIt(string? given, bool isAssumed)
    {
        await using var fake = await StartAsync("{}");
        fake.ExternalId = "secret";
        using var connection = SampleOrganization.Connect(fake, options => options.ExternalId = given);

        var call = () => connection.ForAccountAsync(Account, CancellationToken.None);

        if (isAssumed)
        {
            (await call()).AccountId.Should().Be(Account);
        }
        else
        {
            (await call.Should().ThrowAsync<AwsCallException>()).Which.Fault.Should().Be(AwsFault.Denied);
        }
    }

    [Test]
    public void Create_ExternalIdThatIsTooShort_NamesTheLimit()
    {
        var create = () => new AwsConnection(new() { ExternalId = "a" });

        create.Should().Throw<ArgumentException>().Which.Message.Should().Contain("ExternalId must have 2 to 1224 characters; it has 1");
    }

    [TestCase(301, "PermanentRedirect")]
    [TestCase(400, "AuthorizationHeaderMalformed")]
    [TestCase(400, "IllegalLocationConstraintException")]
    public async Task GetPolicies_BucketInAnotherRegion_IsReadThere(int status, string code)
    {
        var data = Data("{}").With($$"""{ "{{Account}}": { "ResourcePolicies": { "arn:aws:s3:::example-bucket": { "Version": "2012-10-17", "Statement": [ { "Sid": "Own", "Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*" } ] } } } }""");
        data.BucketRegions["example-bucket"] = "us-east-2";
        data.WrongRegion = (status, code);
        await using var fake = await FakeAws.StartAsync(data);

        var policies = await GetAsync(fake, Role, "arn:aws:s3:::example-bucket");

        policies.ResourcePolicy!.Document!.Statements.Should().ContainSingle(statement => statement.Sid == "Own");
        policies.Unavailable.Should().BeEmpty();
        fake.Calls.Where(call => call.Operation == "s3:GetBucketPolicy").Select(call => call.Region).Should().Equal("eu-west-1", "us-east-2");
    }

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("no policy")]
    [TestCase("%7B%22Version%22")]
    public async Task GetPolicies_DocumentThatIsNone_IsNamedWithItsPlace(string document)
    {
        await using var fake = await StartAsync($$"""{ "PolicyName": "odd", "PolicyDocument": {{JsonValue.Create(document).ToJsonString()}} }""");

        var policies = await GetAsync(fake, Role, Queue);

        var odd = policies.Identity.Should().ContainSingle().Subject;
        odd.Document.Should().BeNull();
        odd.Problem.Should().NotBeNull();
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task GetPolicies_DocumentEncodedSeveralTimes_IsRead(int times)
    {
        var document = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sqs:*","Resource":"*"}}""";
        for (var i = 1; i < times; i++)
        {
            document = Uri.EscapeDataString(document);
        }

        await using var fake = await StartAsync($$"""{ "PolicyName": "own", "PolicyDocument": {{JsonValue.Create(document).ToJsonString()}} }""");

        var policies = await GetAsync(fake, Role, Queue);

        policies.Identity.Should().ContainSingle().Which.Document!.Statements.Should().ContainSingle();
    }

    [Test]
    public async Task GetPolicies_EmptyResourcePolicy_IsNone()
    {
        var data = Data("{}").With($$"""{ "{{Account}}": { "ResourcePolicies": { "{{Queue}}": "" } } }""");
        await using var fake = await FakeAws.StartAsync(data);

        var policies = await GetAsync(fake, Role, Queue);

        policies.ResourcePolicy.Should().BeNull();
        policies.Unavailable.Should().BeEmpty();
    }

    [Test]
    public async Task GetPolicies_EndpointOfAnotherAccount_IsReadThere()
    {
        var data = Data("{}").With("""{ "222222222222": { "VpcEndpoints": { "vpce-1": { "VpcId": "vpc-1", "PolicyDocument": { "Version": "2012-10-17", "Statement": [] } } } } }""");
        await using var fake = await FakeAws.StartAsync(data);
        using var connection = SampleOrganization.Connect(fake);
        AwsPrincipal.TryParse(Role, out var principal).Should().BeTrue();
        var request = new AuthorizationRequest
        {
            Principal = principal!,
            Action = "sqs:SendMessage",
            Resource = new(Queue),
            NetworkEndpointId = "vpce-1",
            NetworkEndpointAccountId = "222222222222",
        };

        var policies = await new LivePolicySource(connection).GetPoliciesAsync(request, CancellationToken.None);

        policies.VpcEndpoint.Should().ContainSingle();
        policies.IsUnavailable(PolicyLayer.VpcEndpoint).Should().BeFalse();
        fake.Calls.Where(call => call.Operation == "ec2:DescribeVpcEndpoints").Should().ContainSingle().Which.Account.Should().Be("222222222222");
    }

    [Test]
    public async Task GetPolicies_BucketOfNobodyKnowsWhom_SaysWhichAccountsCouldNotBeAsked()
    {
        await using var fake = await SampleOrganization.StartAsync();
        fake.Faults.Deny("s3:ListAllMyBuckets", "222222222222");

        var policies = await GetAsync(fake, "arn:aws:iam::123456789012:role/service/app-orders", "arn:aws:s3:::example-data-lake", null);

        policies.Unavailable.Should().Contain(item => item.Layer == PolicyLayer.Resource
            && item.Why.Contains("nor is it known which account the bucket is in: arn:aws:iam::222222222222:role/AccessUndeniedRole may not call s3:ListAllMyBuckets in account 222222222222", StringComparison.Ordinal));
    }

    private static Task<FakeAws> StartAsync(string inlinePolicy) => FakeAws.StartAsync(Data(inlinePolicy));

    private static FakeData Data(string inlinePolicy) => FakeData.Parse($$"""
        { "Accounts": { "111111111111": {}, "222222222222": {}, "{{Account}}": { "AuthorizationDetails": { "RoleDetailList": [
          { "RoleName": "app", "RoleId": "AROAEXAMPLE", "Arn": "{{Role}}", "Path": "/", "RolePolicyList": [ {{(inlinePolicy == "{}" ? "" : inlinePolicy)}} ] } ] } } } }
        """);

    private static async Task<PolicySet> GetAsync(FakeAws fake, string principal, string resource, string? owner = Account)
    {
        using var connection = SampleOrganization.Connect(fake);
        AwsPrincipal.TryParse(principal, out var caller).Should().BeTrue();
        var request = new AuthorizationRequest { Principal = caller!, Action = "sqs:SendMessage", Resource = new(resource, owner, "eu-west-1") };
        return await new LivePolicySource(connection).GetPoliciesAsync(request, CancellationToken.None);
    }

    private sealed class FailingCredentials : Amazon.Runtime.AWSCredentials
    {
        public override Amazon.Runtime.ImmutableCredentials GetCredentials() =>
            throw new InvalidOperationException("the command ended with 1.", new FormatException("no token", new FormatException("no token")));
    }

    /// <summary>An environment without credentials, as long as it lives; nothing outside of this machine is asked.</summary>
    private sealed class EmptyCredentialChain : IDisposable
    {
        private static readonly string[] s_names =
        [
            "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE", "AWS_EC2_METADATA_DISABLED",
        ];

        private readonly Dictionary<string, string?> _before = s_names.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        private readonly TemporaryFolder _folder = new();

        public EmptyCredentialChain()
        {
            foreach (var name in s_names)
            {
                Environment.SetEnvironmentVariable(name, null);
            }

            Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", _folder.File("credentials"));
            Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", _folder.File("config"));
            Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        }

        public void Dispose()
        {
            foreach (var (name, value) in _before)
            {
                Environment.SetEnvironmentVariable(name, value);
            }

            _folder.Dispose();
        }
    }
}
