using AccessUndenied.Replays;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>Generated organizations with planted breakages: all of them are found, nothing else is, and undecided is what nobody can know.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class WorldTests
{
    private const int Calls = 60;

    // More worlds: the command "replay" of the benchmarks.
    [Test]
    public async Task Replay_GeneratedWorlds_ChangesWhatTheSecondEvaluatorSaysAndNothingElse([Range(1, 40)] int seed)
    {
        var (calls, change, replayed) = await RunAsync(seed);
        foreach (var (call, result) in calls.Zip(replayed))
        {
            PlainReplay.Before(call).Should().Be("allowed", because: $"{call.Action} succeeded: {call.Record.ToJsonString()}");
            var becomes = PlainReplay.After(call, change);
            var expected = becomes == "allowed" ? null : becomes;
            var found = result.Change is null ? null : DecisionText(result.Change.After);
            found.Should().Be(expected, because: $"seed {seed}, {call.Action} on {call.Resource} under {change.Json.ToJsonString()}: {call.Context.ToJsonString()}");
        }
    }

    [Test]
    public async Task Replay_GeneratedWorlds_AgreesWithEveryRecord([Range(1, 5)] int seed)
    {
        var (_, _, replayed) = await RunAsync(seed);
        replayed.Should().OnlyContain(call => call.Agreement == CallAgreement.Agrees && call.SkipReason == null);
    }

    [Test]
    public async Task Replay_UndecidedCall_NamesTheKeyThatIsNotInTheRecord()
    {
        var undecided = new List<ReplayedCall>();
        for (var seed = 1; seed <= 40; seed++)
        {
            undecided.AddRange((await RunAsync(seed)).Replayed.Where(call => call.IsUndecided));
        }

        undecided.Should().NotBeEmpty().And.OnlyContain(call => call.Change!.MissingContextKeys.SequenceEqual(new[] { "s3:ExistingObjectTag/class" })
            && call.Change.Reason == "s3:ExistingObjectTag/class is not in the record" && call.Change.Before == Decision.Allowed);
    }

    private static async Task<(List<WorldCall> Calls, WorldChange Change, List<ReplayedCall> Replayed)> RunAsync(int seed)
    {
        var random = new Random(seed);
        var change = WorldChange.Generate(random);
        var calls = WorldCalls.Generate(random, Calls);
        return (calls, change, await Replaying.RunAsync(Replaying.Over(World.Snapshot), calls.Select(call => call.Record.ToJsonString()), change.Read()));
    }

    private static string DecisionText(Decision decision) => decision switch
    {
        Decision.ExplicitDeny => "explicitDeny",
        Decision.ImplicitDeny => "implicitDeny",
        Decision.Allowed => "allowed",
        _ => "indeterminate",
    };
}
