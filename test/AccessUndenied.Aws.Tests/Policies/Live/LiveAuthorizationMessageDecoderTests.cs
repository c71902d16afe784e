using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Tests.Policies.Live;
using AccessUndenied.Aws.Tests.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Policies.Live;

public sealed class LiveAuthorizationMessageDecoderTests
{
    private const string Role = "arn:aws:iam::123456789012:role/night-scheduler";

    private const string Decoded = """
        { "allowed": false, "explicitDeny": false, "matchedStatements": { "items": [] }, "failures": { "items": [] },
          "context": { "principal": { "arn": "arn:aws:sts::123456789012:assumed-role/night-scheduler/session" }, "action": "ec2:StopInstances",
            "resource": "arn:aws:ec2:eu-west-1:123456789012:instance/i-0d44556677889900a",
            "conditions": { "items": [ { "key": "ec2:InstanceType", "values": { "items": [ { "value": "t3.micro" } ] } } ] } } }
        """;

    private FakeAws _fake = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _fake = await SampleOrganization.StartAsync();
        _fake.Data.DecodedMessages["EXAMPLE"] = Decoded;
    }

    [TearDown]
    public async Task StopAsync() => await _fake.DisposeAsync();

    [Test]
    public async Task Analyze_EncodedMessage_IsDecodedOnceInTheAccountOfTheCall()
    {
        await using var live = SampleOrganization.Live(_fake);

        var results = await SampleOrganization.AnalyzeAsync(live, Enumerable.Repeat(Record(), 3));

        results.Should().HaveCount(3).And.OnlyContain(result =>
            result.Request!.Action == "ec2:StopInstances" && result.Request.Resource.Value == "arn:aws:ec2:eu-west-1:123456789012:instance/i-0d44556677889900a");
        results[0].Request!.Context["ec2:InstanceType"].ToString().Should().Be("t3.micro");
        results[0].Evidence.Unavailable.Should().BeEmpty();
        _fake.Calls.Where(call => call.Operation == "sts:DecodeAuthorizationMessage").Should().ContainSingle().Which.Account.Should().Be("123456789012");
    }

    [Test]
    public async Task Analyze_MayNotDecode_NamesThePermissionAndGoesOnWithTheRecord()
    {
        _fake.Faults.Deny("sts:DecodeAuthorizationMessage");
        await using var live = SampleOrganization.Live(_fake);

        var results = await SampleOrganization.AnalyzeAsync(live, Enumerable.Repeat(Record(), 3));

        results.Should().OnlyContain(result => result.Request!.Action == "ec2:StopInstances" && !result.Evidence.Complete);
        var item = results[0].Evidence.Unavailable.Should().ContainSingle().Subject;
        item.What.Should().Be("encoded authorization message of the record");
        item.Why.Should().Be("arn:aws:iam::123456789012:role/AccessUndeniedRole may not call sts:DecodeAuthorizationMessage in account 123456789012; allow it there to have this evidence");
        _fake.Calls.Count(call => call.Operation == "sts:DecodeAuthorizationMessage").Should().Be(1);
    }

    [Test]
    public async Task Decode_MessageThatIsTooOld_SaysWhatTheServiceSaid()
    {
        using var connection = SampleOrganization.Connect(_fake);

        var lookup = await new LiveAuthorizationMessageDecoder(connection).DecodeAsync("OLD", null, CancellationToken.None);

        lookup.Should().BeOfType<AuthorizationMessageLookup.Unavailable>().Which.Why.Should()
            .Be("sts:DecodeAuthorizationMessage in account 111111111111 was refused with InvalidAuthorizationMessageException: The provided message is invalid");
    }

    [Test]
    public async Task Decode_AnswerThatIsNoMessage_SaysSo()
    {
        _fake.Data.DecodedMessages["EXAMPLE"] = "[]";
        using var connection = SampleOrganization.Connect(_fake);

        var lookup = await new LiveAuthorizationMessageDecoder(connection).DecodeAsync("EXAMPLE", null, CancellationToken.None);

        lookup.Should().BeOfType<AuthorizationMessageLookup.Unavailable>().Which.Why.Should().StartWith("sts:DecodeAuthorizationMessage answered with a message that cannot be read: ");
    }

    [Test]
    public async Task Decode_FaultThatPasses_IsAskedAgain()
    {
        _fake.Faults.Fail("sts:DecodeAuthorizationMessage", 1);
        using var connection = SampleOrganization.Connect(_fake);
        var decoder = new LiveAuthorizationMessageDecoder(connection);

        var first = await decoder.DecodeAsync("EXAMPLE", null, CancellationToken.None);
        var second = await decoder.DecodeAsync("EXAMPLE", null, CancellationToken.None);

        first.Should().BeOfType<AuthorizationMessageLookup.Unavailable>();
        second.Should().BeOfType<AuthorizationMessageLookup.Decoded>();
    }

    [Test]
    public async Task UseSnapshot_AfterUseAws_AsksNobody()
    {
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseAws(options => options.EndpointUrl = _fake.Url).UseSnapshot(SampleOrganization.SnapshotPath);
        await using var offline = services.BuildServiceProvider();

        var results = await SampleOrganization.AnalyzeAsync(offline, [Record()]);

        results.Should().ContainSingle();
        _fake.Calls.Should().BeEmpty();
    }

    private static string Record() => DenialRecords.Of(
        Role,
        "ec2:StopInstances",
        "*",
        ("errorCode", "Client.UnauthorizedOperation"),
        ("errorMessage", "You are not authorized to perform this operation. Encoded authorization failure message: EXAMPLE"));
}
