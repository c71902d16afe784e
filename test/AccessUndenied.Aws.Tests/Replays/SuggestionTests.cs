using System.Text;
using System.Text.Json;
using AccessUndenied.Aws.Replays;
using AccessUndenied.Replays;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>Policies and exemptions from use: they let recorded calls work, and no more.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SuggestionTests
{
    private static readonly IReplay s_replay = Replaying.Over(World.Snapshot);

    [Test]
    public async Task ToPolicy_ReplayedInPlaceOfTheOwnPolicy_AllowsEveryRecordedCall([Range(1, 5)] int seed)
    {
        var calls = WorldCalls.Generate(new Random(seed), 80);
        foreach (var role in World.Roles)
        {
            var document = (await SuggestAsync(calls, role)).Document!;
            var change = Put("identity", World.ArnOf(role), document, "Own");
            (await Replaying.RunAsync(s_replay, Records(calls), change)).Should().OnlyContain(call => call.Change == null);
        }
    }

    [Test]
    public async Task ToPolicy_WithoutOneOfItsRights_BreaksARecordedCall()
    {
        var calls = WorldCalls.Generate(new Random(7), 80);
        var suggestion = await SuggestAsync(calls, "app");
        foreach (var left in suggestion.Rights)
        {
            var statements = suggestion.Rights.Where(right => right != left).Select(right => $$"""{"Effect":"Allow","Action":"{{right.Action}}","Resource":"{{right.Resource}}"}""");
            var change = Put("identity", World.ArnOf("app"), $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""", "Own");
            var broken = (await Replaying.RunAsync(s_replay, Records(calls), change)).Where(call => call.IsChanged).ToList();
            broken.Should().HaveCount((int)left.Calls, because: $"{left.Action} on {left.Resource} was used so often");
        }
    }

    [Test]
    public void ToPolicy_ManyObjectsOfAPlace_BecomeTheNarrowestPatternWithItsEvidence()
    {
        var tally = new UseTally(World.ArnOf("app"));
        for (var i = 0; i < 30; i++)
        {
            tally.Add(Used($"arn:aws:s3:::bucket/2026/{i}.csv"));
        }

        var right = tally.ToPolicy().Rights.Should().ContainSingle().Subject;
        (right.Resource, right.Calls, right.Resources, right.IsPattern).Should().Be(("arn:aws:s3:::bucket/2026/*", 30L, 30L, true));
    }

    [TestCase("arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket/${*}")]
    [TestCase("arn:aws:s3:::bucket/${aws:username}?", "arn:aws:s3:::bucket/${$}{aws:username}${?}")]
    public void ToPolicy_NameWithWildcards_StandsForItselfAlone(string name, string written)
    {
        var tally = new UseTally(World.ArnOf("app"));
        tally.Add(Used(name));
        tally.ToPolicy().Rights.Should().ContainSingle().Which.Resource.Should().Be(written);
    }

    [Test]
    public void ToPolicy_NobodysCalls_IsNone() => new UseTally(World.ArnOf("nobody")).ToPolicy().Document.Should().BeNull();

    [Test]
    public async Task Exemptions_OfAProposedControlPolicy_KeepRecordedCallsWorking()
    {
        const string Document = """{"Version":"2012-10-17","Statement":[{"Sid":"Guard","Effect":"Deny","Action":["s3:*","sqs:*"],"Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"}}}]}""";
        var calls = WorldCalls.Generate(new Random(11), 80);
        var change = Put("serviceControl", World.Unit, Document, "Guard");
        var tally = new ReplayTally(hasChanges: true);
        (await Replaying.RunAsync(s_replay, Records(calls), change)).ForEach(tally.Add);

        var exemption = ExemptionSearch.Of(tally.ToResult(), change).Should().ContainSingle().Subject;

        exemption.Calls.Should().Be(tally.ToResult().ChangedCalls).And.BePositive();
        JsonDocument.Parse(exemption.Statement).RootElement.GetProperty("Condition").GetProperty("StringNotEquals").GetProperty("aws:RequestedRegion").GetString().Should().Be("eu-west-1");
        var mended = Put("serviceControl", World.Unit, $$"""{"Version":"2012-10-17","Statement":[{{exemption.Statement}}]}""", "Guard");
        (await Replaying.RunAsync(s_replay, Records(calls), mended)).Should().OnlyContain(call => call.Change == null);
    }

    private static async Task<SuggestedPolicy> SuggestAsync(List<WorldCall> calls, string role)
    {
        var tally = new UseTally(World.ArnOf(role));
        (await Replaying.RunAsync(s_replay, Records(calls), new ReplayOptions { KeepsRequests = true })).ForEach(tally.Add);
        return tally.ToPolicy();
    }

    private static IEnumerable<string> Records(List<WorldCall> calls) => calls.Select(call => call.Record.ToJsonString());

    private static IReadOnlyList<ProposedChange> Put(string layer, string target, string document, string name) => ChangeFile.Parse(
        Encoding.UTF8.GetBytes($$"""{"Change":"put","Layer":"{{layer}}","Target":"{{target}}","PolicyName":"{{name}}","Document":{{document}}}"""), "c");

    private static ReplayedCall Used(string resource) => new()
    {
        EventId = "e",
        Outcome = CallOutcome.Succeeded,
        Needed = [new AuthorizationRequest { Principal = new() { Kind = PrincipalKind.Role, Id = World.ArnOf("app"), EntityId = World.ArnOf("app") }, Action = "s3:GetObject", Resource = new(resource) }],
    };
}
