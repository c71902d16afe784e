using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Replays;
using AccessUndenied.Replays;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>Single records: which are replayed, and what a recorded outcome tells.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RecordedCallTests
{
    private static readonly IReplay s_replay = Replaying.Over(World.Snapshot);

    private static WorldCall ObjectRead { get; } = WorldCalls.Generate(new Random(3), 50).First(call => call.Action == "s3:GetObject" && call.Endpoint is null);

    [TestCase("eventType", "AwsServiceEvent", "event of a service itself")]
    [TestCase("eventType", "AwsConsoleSignIn", "sign-in")]
    [TestCase("eventType", "AwsConsoleAction", "action of the console that is no API call")]
    [TestCase("eventType", "AwsCloudTrailInsight", "insight")]
    [TestCase("eventCategory", "Insight", "insight")]
    [TestCase("eventSource", "signin.amazonaws.com", "sign-in")]
    [TestCase("errorCode", "ExpiredToken", "refused for its credentials, before any policy was asked")]
    public async Task Replay_RecordWithoutARequest_IsSkippedWithItsReason_CT_14(string member, string value, string reason)
    {
        var call = (await Replaying.RunAsync(s_replay, [With(ObjectRead, (member, value))])).Should().ContainSingle().Subject;
        call.SkipReason.Should().Be(reason);
        call.Agreement.Should().Be(CallAgreement.NotCounted);
    }

    [Test]
    public async Task Replay_SuccessThatWeDeny_IsADisagreementAndNoChange()
    {
        // The role may not list tables by its policy, and yet the record says that it did.
        var record = With(ObjectRead, ("eventSource", "kms.amazonaws.com"), ("eventName", "ListKeys"), ("requestParameters", null), ("resources", null));
        var call = (await Replaying.RunAsync(s_replay, [record], Guard("kms:*", "{\"StringEquals\":{\"aws:RequestedRegion\":\"nowhere\"}}"))).Single();
        call.Agreement.Should().Be(CallAgreement.Disagrees);
        call.Mismatch!.Reason.Should().Be("it succeeded, and the policies at hand lack an allow in an identity-based policy");
        call.Change.Should().BeNull();
    }

    [Test]
    public async Task Replay_SuccessThatWeDeny_IsChangedByADenyThatCertainlyApplies()
    {
        var record = With(ObjectRead, ("eventSource", "kms.amazonaws.com"), ("eventName", "ListKeys"), ("requestParameters", null), ("resources", null));
        var call = (await Replaying.RunAsync(s_replay, [record], Guard("kms:*"))).Single();
        call.Change.Should().Match<CallDifference>(one => one.Before == Decision.Allowed && one.After == Decision.ExplicitDeny && one.Policy == "Guard" && one.Sid == "G");
    }

    [Test]
    public async Task Replay_DenialThatAChangeAllows_IsChanged()
    {
        var record = Denied("kms:ListKeys", "kms.amazonaws.com", "ListKeys");
        var call = (await Replaying.RunAsync(s_replay, [record], Change("identity", World.ArnOf(ObjectRead.Role), """{"Sid":"Keys","Effect":"Allow","Action":"kms:ListKeys","Resource":"*"}"""))).Single();
        call.Agreement.Should().Be(CallAgreement.Agrees);
        call.Change.Should().Match<CallDifference>(one => one.Before == Decision.ImplicitDeny && one.After == Decision.Allowed && one.Policy == "Guard" && one.Sid == "Keys");
    }

    [TestCase("because no identity-based policy allows the kms:ListKeys action", true, true, PolicyLayer.Identity, null)]
    [TestCase("because no service control policy allows the kms:ListKeys action", false, true, PolicyLayer.Identity,
        "the record says that an allow is missing in a service control policy, and the policies at hand that an allow is missing in an identity-based policy")]
    [TestCase("with an explicit deny in a service control policy", false, false, PolicyLayer.Identity,
        "the record says that a service control policy denies it explicitly, and the policies at hand that an allow is missing in an identity-based policy")]
    [TestCase("with an explicit deny in an identity-based policy", true, false, PolicyLayer.Identity,
        "the record says that an identity-based policy denies it explicitly, and the policies at hand that an allow is missing in an identity-based policy")]
    public async Task Replay_DenialThatIsOneHere_IsComparedByLayerAndReason(string why, bool isSameLayer, bool isSameReason, PolicyLayer decided, string? reason)
    {
        var record = Denied("kms:ListKeys", "kms.amazonaws.com", "ListKeys").Replace("because no identity-based policy allows the kms:ListKeys action", why, StringComparison.Ordinal);
        var call = (await Replaying.RunAsync(s_replay, [record])).Single();

        call.Agreement.Should().Be(CallAgreement.Agrees, "it is denied");
        call.Comparison.Should().Match<CallComparison>(one => one.IsSameLayer == isSameLayer && one.IsSameReason == isSameReason && one.DecidedLayer == decided);
        (call.Mismatch?.Reason).Should().Be(reason);
        ReplayedCall.Read(call.ToBytes()).Comparison.Should().Be(call.Comparison);
        var tally = new ReplayTally(hasChanges: false);
        tally.Add(call);
        var result = tally.ToResult();
        result.OtherLayers.Should().HaveCount(reason is null ? 0 : 1);
        result.Denied.Agree.Should().Be(1);
        result.Calibration.Should().ContainSingle().Which.Should().Match<CalibrationGroup>(
            one => one.Service == "kms.amazonaws.com" && one.Count == 1 && one.Reason == reason && one.EventIds.Count == (reason == null ? 0 : 1));
    }

    [Test]
    public async Task Replay_DenialOfWhichTheRecordTellsNothingMore_IsComparedByItsDecisionAlone()
    {
        var record = Denied("kms:ListKeys", "kms.amazonaws.com", "ListKeys").Replace(" because no identity-based policy allows the kms:ListKeys action", "", StringComparison.Ordinal);
        var call = (await Replaying.RunAsync(s_replay, [record])).Single();

        call.Mismatch.Should().BeNull();
        call.Comparison.Should().Match<CallComparison>(one => one.Recorded == null && one.RecordedLayer == null && one.IsSameLayer == null && one.Decided == Decision.ImplicitDeny
            && one.DecidedLayer == PolicyLayer.Identity && !one.IsOtherwiseDenied);
    }

    [Test]
    public async Task Replay_DenialThatStaysOne_IsUnchanged() =>
        (await Replaying.RunAsync(s_replay, [Denied("kms:ListKeys", "kms.amazonaws.com", "ListKeys")], Guard("kms:*"))).Single().Change.Should().BeNull();

    [Test]
    public async Task Replay_CallThatFailedOtherwise_IsNotCountedAndStillChanges()
    {
        var record = With(ObjectRead, ("errorCode", "NoSuchKey"), ("errorMessage", "The specified key does not exist."));
        var call = (await Replaying.RunAsync(s_replay, [record], Guard("s3:*"))).Single();
        call.Outcome.Should().Be(CallOutcome.Failed);
        call.Agreement.Should().Be(CallAgreement.NotCounted);
        call.Change!.After.Should().Be(Decision.ExplicitDeny);
    }

    [Test]
    public async Task Replay_CallWithSeveralRequests_IsDeniedWhenOneOfThemIs()
    {
        // Copying an object reads the source and writes the target.
        var record = With(
            ObjectRead,
            ("eventName", "CopyObject"),
            ("requestParameters", new JsonObject { ["bucketName"] = "orders-bucket", ["key"] = "copy.txt", ["x-amz-copy-source"] = "orders-bucket/secret/d.txt" }),
            ("resources", null));
        var call = (await Replaying.RunAsync(s_replay, [record], Guard("s3:GetObject"))).Single();
        call.Requests.Should().BeGreaterThan(1);
        call.Change.Should().Match<CallDifference>(one => one.After == Decision.ExplicitDeny && one.Action == "s3:GetObject" && one.Resource == "arn:aws:s3:::orders-bucket/secret/d.txt");
    }

    [Test]
    public async Task Replay_PolicyThatIsPutAgainAsItIs_ChangesNothing()
    {
        var change = ChangeFile.Parse(System.Text.Encoding.UTF8.GetBytes(
            $$"""{"Change":"put","Layer":"identity","Target":"{{World.ArnOf(ObjectRead.Role)}}","PolicyName":"Own","Document":{{World.Policy.ToJsonString()}}}"""), "c");
        (await Replaying.RunAsync(s_replay, [With(ObjectRead)], change)).Single().Change.Should().BeNull();
    }

    [Test]
    public void Parse_Utf16_NamesTheFormAndTheWayOut() =>
        FluentActions.Invoking(() => ChangeFile.Parse(new byte[] { 0xFF, 0xFE, (byte)'{', 0 }, "change.json")).Should().Throw<ChangeFormatException>()
            .WithMessage("change.json: the text is UTF-16; save it as UTF-8*");

    [Test]
    public async Task Replay_PrincipalOfASession_IsItsRole()
    {
        var call = (await Replaying.RunAsync(s_replay, [With(ObjectRead)], Guard("s3:*"))).Single();
        call.Change!.Principal.Should().Be(World.ArnOf(ObjectRead.Role));
    }

    [Test]
    public void Of_RecordOfASuccess_IsOne() => CloudTrailCalls.Of(CloudTrailEvent.Parse(With(ObjectRead))).Outcome.Should().Be(CallOutcome.Succeeded);

    [Test]
    public async Task Replay_UnreadableRecord_IsSkippedAndCounted() =>
        (await Replaying.RunAsync(s_replay, [With(ObjectRead), With(ObjectRead, ("userIdentity", null))])).Select(call => call.SkipReason).Should().Equal(null, "the record cannot be read");

    private static IReadOnlyList<ProposedChange> Guard(string action, string? condition = null) => Change(
        "serviceControl", World.Unit, $$$"""{"Sid":"G","Effect":"Deny","Action":"{{{action}}}","Resource":"*"{{{(condition is null ? "" : $",\"Condition\":{condition}")}}}}""");

    private static IReadOnlyList<ProposedChange> Change(string layer, string target, string statement) => ChangeFile.Parse(System.Text.Encoding.UTF8.GetBytes(
        $$$"""{"Change":"put","Layer":"{{{layer}}}","Target":"{{{target}}}","PolicyName":"Guard","Document":{"Version":"2012-10-17","Statement":[{{{statement}}}]}}"""), "c");

    private static string Denied(string action, string source, string operation) => With(
        ObjectRead,
        ("eventSource", source),
        ("eventName", operation),
        ("requestParameters", null),
        ("resources", null),
        ("errorCode", "AccessDenied"),
        ("errorMessage", $"User: arn:aws:sts::{World.Own}:assumed-role/{ObjectRead.Role}/s1 is not authorized to perform: {action} because no identity-based policy allows the {action} action"));

    private static string With(WorldCall call, params (string Member, JsonNode? Value)[] members)
    {
        var record = call.Record.DeepClone().AsObject();
        foreach (var (member, value) in members)
        {
            record[member] = value?.DeepClone();
        }

        return record.ToJsonString();
    }
}
