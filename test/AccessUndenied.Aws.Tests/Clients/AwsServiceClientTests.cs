using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.ResourcePolicyProviders;
using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Aws.Tests.Clients;

public sealed class AwsServiceClientTests
{
    private FakeAws _fake = null!;

    [SetUp]
    public async Task StartAsync() => _fake = await SampleOrganization.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _fake.DisposeAsync();

    [Test]
    public async Task ListRoles_SeveralPages_ReadsAllOfThem()
    {
        using var connection = SampleOrganization.Connect(_fake);
        var iam = await IamOfAsync(connection, "123456789012");

        var names = await iam.ListRolesAsync(CancellationToken.None).Select(role => role.Text("RoleName")).ToListAsync();

        names.Should().Equal(_fake.Data.Entities("123456789012", "RoleDetailList").Select(role => (string?)role["RoleName"]));
        _fake.Calls.Count(call => call.Operation == "iam:ListRoles").Should().Be((names.Count + 1) / 2);
    }

    [Test]
    public async Task ListOrganizationalUnits_SeveralPages_ReadsAllOfThem()
    {
        using var connection = SampleOrganization.Connect(_fake);
        var organizations = OrganizationReader(await connection.ForCallerAsync(CancellationToken.None));

        var names = await organizations.ListOrganizationalUnitsForParentAsync("ou-ab12-10000000", CancellationToken.None).Select(unit => unit.Text("Name")).ToListAsync();

        names.Should().Equal("Production", "Data", "Sandbox");
    }

    [TestCase("iam", "NoSuchEntity", "iam:GetRole found nothing in account 111111111111")]
    [TestCase("organizations", "OrganizationalUnitNotFoundException", "organizations:DescribeOrganizationalUnit found nothing")]
    [TestCase("lambda", "ResourceNotFoundException", "lambda:GetPolicy found nothing")]
    [TestCase("ec2", "InvalidVpcEndpointId.NotFound", "ec2:DescribeVpcEndpoints found nothing")]
    [TestCase("s3control", "NoSuchPublicAccessBlockConfiguration", "s3:GetAccountPublicAccessBlock found nothing")]
    public async Task Call_Missing_NamesTheCodeOfEveryProtocol(string service, string code, string message)
    {
        using var connection = SampleOrganization.Connect(_fake);
        var access = await connection.ForCallerAsync(CancellationToken.None);

        var call = () => CallAsync(access, service);

        var exception = (await call.Should().ThrowAsync<AwsCallException>()).Which;
        exception.Code.Should().Be(code);
        exception.Fault.Should().Be(AwsFault.NotFound);
        exception.Message.Should().StartWith(message);
    }

    [TestCase("iam", "iam:GetRole")]
    [TestCase("organizations", "organizations:DescribeOrganizationalUnit")]
    [TestCase("lambda", "lambda:GetPolicy")]
    [TestCase("ec2", "ec2:DescribeVpcEndpoints")]
    [TestCase("s3control", "s3:GetAccountPublicAccessBlock")]
    public async Task Call_Denied_NamesPermissionAccountAndCaller(string service, string permission)
    {
        _fake.Faults.Deny(permission);
        using var connection = SampleOrganization.Connect(_fake);
        var access = await connection.ForCallerAsync(CancellationToken.None);

        var call = () => CallAsync(access, service);

        (await call.Should().ThrowAsync<AwsCallException>()).Which.Message.Should().Be(
            $"arn:aws:iam::111111111111:user/investigator may not call {permission} in account 111111111111; allow it there to have this evidence");
    }

    [TestCase("iam", "iam:GetRole")]
    [TestCase("organizations", "organizations:DescribeOrganizationalUnit")]
    public async Task Call_AnswerCutOff_IsNamedAsUnusable(string service, string operation)
    {
        _fake.Faults.CutOff = operation;
        using var connection = SampleOrganization.Connect(_fake);
        var access = await connection.ForCallerAsync(CancellationToken.None);
        _fake.Faults.Answer(operation, new FakeReply.PlainReply(service == "iam" ? "<GetRoleResponse><GetRoleResult><Role></Role></GetRoleResult></GetRoleResponse>" : "{\"OrganizationalUnit\":{\"Id\":\"ou-1\"}}"));

        var call = () => CallAsync(access, service);

        (await call.Should().ThrowAsync<AwsCallException>()).Which.Message.Should().StartWith($"{operation} in account 111111111111 got no usable answer: ");
    }

    [Test]
    public async Task Call_ServerFails_IsTriedAgainByTheSdk()
    {
        _fake.Faults.Fail("iam:ListUsers", 1);
        using var connection = SampleOrganization.Connect(_fake, options => options.MaxErrorRetry = 2);
        var iam = await IamOfAsync(connection, "111111111111");

        var names = await iam.ListUsersAsync(CancellationToken.None).Select(user => user.Text("UserName")).ToListAsync();

        names.Should().Equal("org-admin");
    }

    [Test]
    public async Task Call_EveryOtherAnswerThrottled_ReadsTheSame()
    {
        _fake.Faults.ThrottleEvery = 2;
        using var connection = SampleOrganization.Connect(_fake);
        var iam = await IamOfAsync(connection, "123456789012");

        var names = await iam.ListRolesAsync(CancellationToken.None).Select(role => role.Text("RoleName")).ToListAsync();

        names.Should().HaveCount(15);
    }

    [Test]
    public async Task Call_ThrottledForGood_LeavesLessPatienceForTheNext()
    {
        _fake.Faults.Answer("iam:ListRoles", new FakeReply.FaultReply(400, "Throttling", "Rate exceeded"));
        using var connection = SampleOrganization.Connect(_fake, options => options.ThrottlingDelay = TimeSpan.FromTicks(1));
        var iam = await IamOfAsync(connection, "123456789012");

        var tries = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            _fake.ForgetCalls();
            var call = () => iam.ListRolesAsync(CancellationToken.None).ToListAsync().AsTask();
            (await call.Should().ThrowAsync<AwsCallException>()).Which.Fault.Should().Be(AwsFault.Unreachable);
            tries.Add(_fake.Calls.Count(made => made.Operation == "iam:ListRoles"));
        }

        tries.Should().Equal(25, 13, 7, 5, 5);
    }

    [Test]
    public async Task ForAccount_OtherAccount_AssumesTheRoleOnceForAll()
    {
        using var connection = SampleOrganization.Connect(_fake);

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => connection.ForAccountAsync("123456789012", CancellationToken.None)));

        all.Distinct().Should().ContainSingle();
        _fake.Calls.Count(call => call.Operation == "sts:AssumeRole").Should().Be(1);
        _fake.Calls.Count(call => call.Operation == "sts:GetCallerIdentity").Should().Be(1);
    }

    [Test]
    public async Task ForAccount_RoleThatCannotBeAssumed_NamesRoleAndWayOut()
    {
        using var connection = SampleOrganization.Connect(_fake, options => options.CrossAccountRoleName = "nobody");

        var call = () => connection.ForAccountAsync("123456789012", CancellationToken.None);

        (await call.Should().ThrowAsync<AwsCallException>()).Which.Message.Should()
            .StartWith("arn:aws:iam::111111111111:user/investigator cannot assume arn:aws:iam::123456789012:role/nobody: User is not authorized")
            .And.EndWith("or name another one (AwsConnectionOptions.CrossAccountRoleName, --cross-account-role-name)");
    }

    [Test]
    public async Task GetCaller_ExpiredToken_NamesTheWayOut()
    {
        _fake.Faults.TokensHaveExpired = true;
        using var connection = SampleOrganization.Connect(_fake);

        var call = () => connection.GetCallerAsync(CancellationToken.None);

        (await call.Should().ThrowAsync<AwsAccessException>()).Which.Message.Should()
            .StartWith("the credentials are not valid (any more) for sts:GetCallerIdentity").And.Contain("aws sso login");
    }

    [Test]
    public async Task GetCaller_NoSuchProfile_NamesIt()
    {
        using var connection = SampleOrganization.Connect(_fake, options => (options.Credentials, options.Profile) = (null, "no-such-profile"));

        var call = () => connection.GetCallerAsync(CancellationToken.None);

        (await call.Should().ThrowAsync<AwsAccessException>()).Which.Message.Should().StartWith("there is no AWS profile 'no-such-profile'");
    }

    [Test]
    public void Create_OptionsOutOfLimits_NamesAllOfThem()
    {
        var create = () => new AwsConnection(new()
        {
            MaxConcurrency = 0,
            MaxCachedAnswers = 0,
            CrossAccountRoleName = "a b",
            ManagementAccountRoleArn = "arn:aws:iam::111111111111:user/x",
            EndpointUrl = new("ftp://127.0.0.1/"),
        });

        create.Should().Throw<ArgumentException>().Which.Message.Should()
            .Contain("MaxConcurrency must be from 1 to 64; it is 0").And.Contain("MaxCachedAnswers must be 1 or more; it is 0")
            .And.Contain("CrossAccountRoleName must be the name of a role").And.Contain("it is 'a b'")
            .And.Contain("ManagementAccountRoleArn must be the ARN of a role").And.Contain("EndpointUrl must be an absolute");
    }

    [Test]
    [NonParallelizable]
    public async Task Call_EndpointInTheEnvironment_GoesThere()
    {
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", _fake.Url.ToString());
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_ORGANIZATIONS", "http://127.0.0.1:9/");
        try
        {
            using var connection = SampleOrganization.Connect(_fake, options => options.EndpointUrl = null);
            var access = await connection.ForCallerAsync(CancellationToken.None);

            var role = async () => await CallAsync(access, "iam");
            var unit = async () => await CallAsync(access, "organizations");
            var bucket = async () => await access.S3().GetBucketPolicyAsync("example-website");

            (await role.Should().ThrowAsync<AwsCallException>()).Which.Fault.Should().Be(AwsFault.NotFound);
            (await unit.Should().ThrowAsync<AwsCallException>()).Which.Fault.Should().Be(AwsFault.Unreachable);
            (await bucket.Should().ThrowAsync<Amazon.S3.AmazonS3Exception>()).Which.ErrorCode.Should().Be("AccessDenied");
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", null);
            Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_ORGANIZATIONS", null);
        }
    }

    private static OrganizationsClient OrganizationReader(AccountAccess access) => access.Client((owner, region) => new OrganizationsClient(owner, region));

    private static async Task<IdentityManagementClient> IamOfAsync(AwsConnection connection, string account) =>
        (await connection.ForAccountAsync(account, CancellationToken.None)).Client((owner, region) => new IdentityManagementClient(owner, region));

    private static async Task CallAsync(AccountAccess access, string service)
    {
        switch (service)
        {
            case "iam":
                await access.Client((owner, region) => new IdentityManagementClient(owner, region)).GetRoleAsync("nobody", CancellationToken.None);
                break;
            case "organizations":
                await OrganizationReader(access).DescribeOrganizationalUnitAsync("ou-none", CancellationToken.None);
                break;
            case "lambda":
                var row = PolicyTable.All.First(one => one.Permission == "lambda:GetPolicy");
                var values = new Dictionary<string, string> { ["function"] = "nothing", ["qualifier"] = "live" };
                await access.Client(row.Service, (owner, region) => new PolicyTableClient(owner, row.Service, region), null).ReadAsync(row, values, CancellationToken.None);
                break;
            case "ec2":
                await access.Client((owner, region) => new Ec2Client(owner, region)).DescribeVpcEndpointsAsync("vpce-none", CancellationToken.None).ToListAsync();
                break;
            default:
                await access.Client((owner, region) => new S3ControlClient(owner, region)).GetPublicAccessBlockAsync(access.AccountId, CancellationToken.None);
                break;
        }
    }
}
