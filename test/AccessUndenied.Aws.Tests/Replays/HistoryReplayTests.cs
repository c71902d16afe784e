using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Tests.Policies.History;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Policies;
using AccessUndenied.Replays;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>Calls are replayed under the policies as they were: hundreds of hidden edits, and calls between them that ended as the truth of their moment has it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class HistoryReplayTests
{
    private static readonly string[] s_conditions =
    [
        "whole", "reordered and doubled", "with a gap", "without its end", "one snapshot, at the end", "three snapshots and a gap",
    ];

    [Test]
    public async Task Replay_CallsBetweenEdits_AgreesWithAllOfThemAtTheirMoment()
    {
        using var folder = new TemporaryFolder();
        var world = await HiddenWorld.MakeAsync(1, "whole", folder);
        var records = await CallsAsync(world);
        var then = await Replaying.RunAsync(Over(world, isAtEvent: true, shares: true), records);
        var now = await Replaying.RunAsync(Over(world, isAtEvent: false, shares: true), records);

        then.Where(call => call.Agreement != CallAgreement.Agrees).Select(Told).Should().BeEmpty();
        then.Should().OnlyContain(call => call.IsAtEvent).And.Contain(call => call.Outcome == CallOutcome.Succeeded).And.Contain(call => call.Outcome == CallOutcome.Denied);
        now.Count(call => call.Agreement == CallAgreement.Disagrees).Should().BeGreaterThan(100, "the policies of one moment are not those of another");
        now.Should().NotContain(call => call.IsAtEvent);
    }

    [Test]
    public async Task Replay_ProposedDeny_IsLaidOverThePoliciesOfEachMoment()
    {
        using var folder = new TemporaryFolder();
        var world = await HiddenWorld.MakeAsync(2, "whole", folder);
        var records = await CallsAsync(world);
        var replayed = await Replaying.RunAsync(Over(world, isAtEvent: true, shares: true), records, Proposed());

        foreach (var call in replayed)
        {
            var record = JsonNode.Parse(records[int.Parse(call.EventId, CultureInfo.InvariantCulture)])!;
            var isMeant = (string?)record["eventSource"] == "s3.amazonaws.com" && (string?)record["eventName"] == "GetObject";
            call.IsChanged.Should().Be(isMeant && call.Outcome == CallOutcome.Succeeded, Told(call));
        }

        replayed.Should().Contain(call => call.IsChanged).And.NotContain(call => call.IsUndecided);
    }

    [TestCaseSource(nameof(s_conditions))]
    public async Task Replay_RepetitionsAcrossEdits_SameBytesAsWithoutSharing(string condition)
    {
        using var folder = new TemporaryFolder();
        var world = await HiddenWorld.MakeAsync(3, condition, folder);
        var records = await CallsAsync(world, isAlsoAtEdits: true);
        foreach (var changes in new[] { [], Proposed() })
        {
            var alone = await Replaying.RunAsync(Over(world, isAtEvent: true, shares: false), records, [.. changes]);
            var shared = await Replaying.RunAsync(Over(world, isAtEvent: true, shares: true), records, [.. changes]);
            shared.Select(TextOf).Should().Equal(alone.Select(TextOf));
        }
    }

    // What is decided once holds while nothing changed that concerns the call, and what changed elsewhere does not end that.
    [Test]
    public async Task FindSpan_BetweenEdits_HasTheSamePoliciesAtItsEndsAndOthersBeyond()
    {
        using var folder = new TemporaryFolder();
        var world = await HiddenWorld.MakeAsync(4, "whole", folder);
        var (spans, longer) = (0, 0);
        foreach (var (time, truth) in world.Moments.Where((_, i) => i % 10 == 5))
        {
            foreach (var request in HiddenEdits.Requests(truth))
            {
                var span = (await world.History.FindSpanAsync(request, time, default))!;
                span.From.Should().BeOnOrBefore(time);
                span.To.Should().BeOnOrAfter(time);
                spans++;
                longer += world.Moments.Exists(moment => moment.Time != time && moment.Time >= span.From && moment.Time <= span.To) ? 1 : 0;
                foreach (var end in new[] { span.From, span.To }.Where(end => end > DateTimeOffset.MinValue && end < DateTimeOffset.MaxValue))
                {
                    TextOf((await world.History.FindSpanAsync(request, end, default))!.Policies).Should().Be(TextOf(span.Policies));
                }
            }
        }

        longer.Should().BeGreaterThan(spans / 2, "most edits concern others");
    }

    private static IReadOnlyList<ProposedChange> Proposed() => ChangeFile.Parse(
        """{"Change":"put","Layer":"serviceControl","Target":"ou-root-11111111","PolicyName":"NoReading","Document":{"Version":"2012-10-17","Statement":[{"Sid":"NoReading","Effect":"Deny","Action":"s3:GetObject","Resource":"*"}]}}"""u8.ToArray(),
        "change.json");

    // Every call ended as the truth of its moment decides; its id is its place among them.
    private static async Task<List<string>> CallsAsync(HiddenWorld world, bool isAlsoAtEdits = false)
    {
        var simulator = new LocalSimulator();
        var records = new List<JsonObject>();
        foreach (var (time, truth) in world.Moments.Where((_, number) => number % 4 < 2))
        {
            var source = new SnapshotPolicySource(new SnapshotBuilder().Add(Encoding.UTF8.GetBytes(truth.ToJsonString()), "truth").Build());
            foreach (var request in HiddenEdits.Requests(truth).Where(request => request.Action != "lambda:InvokeFunction"))
            {
                var decision = await simulator.DecideAsync(request, await source.GetPoliciesAsync(request, default), default);
                foreach (var moment in isAlsoAtEdits ? new[] { time, time.AddSeconds(-20), time.AddSeconds(1) } : [time])
                {
                    var record = HiddenEdits.Denied(request, moment, "");
                    if (decision == Decision.Allowed)
                    {
                        record.Remove("errorCode");
                        record.Remove("errorMessage");
                    }

                    records.Add(record);
                }
            }
        }

        var shuffled = records.ToArray();
        new Random(1).Shuffle(shuffled);
        return [.. shuffled.Select((record, number) =>
        {
            record["eventID"] = number.ToString(CultureInfo.InvariantCulture);
            return record.ToJsonString();
        })];
    }

    private static IReplay Over(HiddenWorld world, bool isAtEvent, bool shares)
    {
        var builder = new ServiceCollection().AddAccessUndenied().UseSnapshot([.. world.Snapshots]);
        builder = isAtEvent ? builder.UsePolicyHistory(world.History) : builder;
        return (shares ? builder.ShareRepetitions() : builder).Services.BuildServiceProvider().GetRequiredService<IReplay>();
    }

    private static string TextOf(ReplayedCall call) => $"{call.EventId} {call.Time:O} {Encoding.UTF8.GetString(call.ToBytes())}";

    private static string Told(ReplayedCall call) =>
        $"{call.EventId} {call.Time:s} {call.SkipReason} {call.Agreement} {call.Mismatch?.Principal} {call.Mismatch?.Action} {call.Mismatch?.Before} {call.Mismatch?.After} {call.Mismatch?.Layer} {call.Mismatch?.Reason}";

    private static string TextOf(PolicySet set) => string.Join("\n", new[] { set.Identity, set.PermissionsBoundaries, set.ResourcePolicy is { } policy ? [policy] : [] }
        .Concat(set.ServiceControl.Select(node => node.Policies))
        .Select(list => string.Join("; ", list.Select(policy => $"{policy.Id} {policy.Name} {string.Concat(policy.Document?.Statements.Select(one => Encoding.UTF8.GetString(one.Json.Span)) ?? [])}"))));
}
