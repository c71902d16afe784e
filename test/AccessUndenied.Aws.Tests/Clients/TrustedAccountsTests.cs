using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Aws.Tests.Clients;

/// <summary>In which accounts a role is assumed: a record is no reason to enter one.</summary>
public sealed class TrustedAccountsTests
{
    private const string Member = "222222222222";
    private const string Stranger = "999988887777";
    private const string RoleOfMember = "arn:aws:iam::222222222222:role/AccessUndeniedRole";
    private const string RoleOfStranger = "arn:aws:iam::999988887777:role/AccessUndeniedRole";

    [Test]
    public async Task ForAccount_MemberOfTheOrganization_IsEnteredWithTheExternalId()
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var connection = Connect(fake, options => options.ExternalId = "tool-7");

        var access = await connection.ForAccountAsync(Member, CancellationToken.None);

        access.AccountId.Should().Be(Member);
        fake.RolesAsked.Should().Equal((RoleOfMember, "tool-7"));
    }

    [Test]
    public async Task ForAccount_AccountThatNobodyNamed_IsNeitherEnteredNorToldTheExternalId()
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var connection = Connect(fake, options => options.ExternalId = "tool-7");

        var call = () => connection.ForAccountAsync(Stranger, CancellationToken.None);

        (await call.Should().ThrowAsync<AwsCallException>()).Which.Message.Should().Contain($"account {Stranger} is no member of the organization and was not named");
        fake.RolesAsked.Should().BeEmpty();
    }

    [Test]
    public async Task ForAccount_OrganizationThatCannotBeRead_SaysWhatToName()
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var connection = Connect(fake, options => options.Credentials = FakeAws.CredentialsOf("333333333333"));

        var call = () => connection.ForAccountAsync(Member, CancellationToken.None);

        (await call.Should().ThrowAsync<AwsCallException>()).Which.Message.Should()
            .Contain("may not call organizations:DescribeAccount").And.Contain("--account").And.Contain("AwsConnectionOptions.Accounts").And.Contain("--management-account-role-arn");
        fake.RolesAsked.Should().BeEmpty();
    }

    [Test]
    public async Task ForAccount_NoOrganizationAtAll_IsNotEntered()
    {
        await using var fake = await FakeAws.StartAsync(FakeData.Parse("{}"));
        using var connection = Connect(fake);

        var call = () => connection.ForAccountAsync(Member, CancellationToken.None);

        (await call.Should().ThrowAsync<AwsCallException>()).Which.Message.Should().Contain("is no member of the organization");
        fake.RolesAsked.Should().BeEmpty();
    }

    [Test]
    public async Task ForAccount_NamedAccount_IsEnteredWithoutAskingTheOrganization()
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var connection = Connect(fake, options => options.Accounts.Add(Member));

        await connection.ForAccountAsync(Member, CancellationToken.None);

        fake.RolesAsked.Should().Equal((RoleOfMember, null));
        fake.Calls.Should().NotContain(call => call.Operation.StartsWith("organizations:", StringComparison.Ordinal));
    }

    [Test]
    public async Task ForAccount_AnyAccountAskedFor_TriesStrangersWithoutTheExternalId()
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var connection = Connect(fake, options => (options.AssumeRoleInAnyAccount, options.ExternalId) = (true, "tool-7"));

        var call = () => connection.ForAccountAsync(Stranger, CancellationToken.None);
        await call.Should().ThrowAsync<AwsCallException>();
        await connection.ForAccountAsync(Member, CancellationToken.None);

        fake.RolesAsked.Distinct().Should().BeEquivalentTo([(RoleOfStranger, null), (RoleOfMember, "tool-7")]);
    }

    [Test]
    public async Task Client_RegionOfAnotherPartition_IsNotAsked()
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var connection = Connect(fake);
        var access = await connection.ForCallerAsync(CancellationToken.None);

        var make = () => access.Sts("cn-north-1");

        make.Should().Throw<AwsCallException>().Which.Message.Should().Contain("cn-north-1 is in another partition than eu-west-1");
    }

    [Test]
    public async Task Analyze_RecordThatNamesAStrangersQueue_SaysWhyItWasNotReadAndSendsNothingThere()
    {
        await using var fake = await SampleOrganization.StartAsync();
        await using var services = SampleOrganization.Live(fake, options => (options.Credentials, options.ExternalId) = (FakeAws.CredentialsOf("111111111111"), "tool-7"));
        const string Record = """
            {"eventVersion":"1.08","eventTime":"2026-01-05T10:00:00Z","eventSource":"sqs.amazonaws.com","eventName":"SendMessage","awsRegion":"eu-west-1",
             "userIdentity":{"type":"IAMUser","principalId":"AIDAEXAMPLE","arn":"arn:aws:iam::123456789012:user/jane","accountId":"123456789012","userName":"jane"},
             "sourceIPAddress":"192.0.2.1","errorCode":"AccessDenied","eventID":"e-1","eventType":"AwsApiCall","recipientAccountId":"123456789012",
             "errorMessage":"User: arn:aws:iam::123456789012:user/jane is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:eu-west-1:999988887777:trap because no resource-based policy allows the sqs:SendMessage action"}
            """;

        var result = (await SampleOrganization.AnalyzeAsync(services, [Record.ReplaceLineEndings(" ")])).Should().ContainSingle().Subject;

        result.Evidence.Unavailable.Should().Contain(item => item.Why.Contains($"account {Stranger} is no member of the organization", StringComparison.Ordinal));
        fake.RolesAsked.Should().NotContain(asked => asked.Role.Contains(Stranger, StringComparison.Ordinal));
    }

    [TestCase("12345")]
    [TestCase("12345678901x")]
    [TestCase("evil.example")]
    public void Create_AccountThatIsNone_IsRefusedWithItsText(string account)
    {
        var create = () => new AwsConnection(new() { Accounts = { account } });

        create.Should().Throw<ArgumentException>().Which.Message.Should().Contain($"Accounts must be account ids of 12 digits; one is '{account}'");
    }

    private static AwsConnection Connect(FakeAws fake, Action<AwsConnectionOptions>? configure = null) => SampleOrganization.Connect(fake, options =>
    {
        options.Accounts.Clear();
        configure?.Invoke(options);
    });
}
