using System.Globalization;
using System.Text;
using AccessUndenied.Replays;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>Small generated worlds in which it was planted what a proposal breaks: all of it is found, nothing else is, and undecided is what hangs on a value that no record has.</summary>
/// <remarks>More worlds: the parameter "worlds", from the seed "from" on.</remarks>
[Parallelizable(ParallelScope.All)]
public sealed class PlantedWorldTests
{
    private const int Worlds = 150;
    private const int Most = 5;

    [Test]
    public async Task Replay_PlantedWorlds_FindsWhatWasPlantedAndNothingElse()
    {
        var worlds = TestContext.Parameters.Get("worlds", Worlds);
        var first = TestContext.Parameters.Get("from", 1);
        var wrong = new List<string>();
        var counts = new Dictionary<PlantedFate, long>();
        for (var seed = first; seed < first + worlds && wrong.Count < Most; seed++)
        {
            await CheckAsync(seed, counts, wrong);
        }

        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{worlds:N0} worlds, {counts.Values.Sum():N0} calls: {string.Join(", ", counts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value:N0} {pair.Key}"))}"));
        wrong.Should().BeEmpty();
        counts.Keys.Should().HaveCount(Enum.GetValues<PlantedFate>().Length, "every fate is met");
    }

    private static async Task CheckAsync(int seed, Dictionary<PlantedFate, long> counts, List<string> wrong)
    {
        var world = new PlantedWorld(seed);
        var changes = ChangeFile.Parse(Encoding.UTF8.GetBytes(world.Change.ToJsonString()), "change.json");
        var replayed = await Replaying.RunAsync(Replaying.Over(world.Snapshot, shares: seed % 2 == 0), world.Calls.Select(call => call.Record), changes);
        foreach (var (planted, call) in world.Calls.Zip(replayed))
        {
            counts[planted.Fate] = counts.GetValueOrDefault(planted.Fate) + 1;
            var found = call.Change is null ? PlantedFate.Same : call.Change.After switch
            {
                Decision.ExplicitDeny => PlantedFate.ExplicitDeny,
                Decision.ImplicitDeny => PlantedFate.ImplicitDeny,
                Decision.Allowed => PlantedFate.Allowed,
                _ => PlantedFate.Open,
            };
            if (call.SkipReason is not null || found != planted.Fate || WhyWrong(world, call) is not null)
            {
                var why = call.SkipReason ?? WhyWrong(world, call) ?? $"{call.Change?.Action}: {call.Change?.Reason}";
                wrong.Add($"seed {seed}: {planted.Fate} was planted and {found} found ({why}) for {planted.Call} under {world.Change.ToJsonString()}");
            }
        }
    }

    // Who is told to do it, and on what an open one hangs, was planted too.
    private static string? WhyWrong(PlantedWorld world, ReplayedCall call) => call switch
    {
        { Change: { After: Decision.ExplicitDeny } change } when change.Sid != "Planted" || PolicyLayerText(change) != world.Layer => $"by {PolicyLayerText(change)} {change.Sid}",
        { Change: { After: Decision.ImplicitDeny } change } when PolicyLayerText(change) != world.Layer => $"by {PolicyLayerText(change)}",
        { Change: { After: Decision.Indeterminate } change } when !change.MissingContextKeys.SequenceEqual([PlantedOrganization.Tagging]) => string.Join(", ", change.MissingContextKeys),
        { Agreement: CallAgreement.Disagrees or CallAgreement.Undecided } => $"{call.Agreement} {call.Mismatch?.Reason}",
        _ => null,
    };

    private static string? PolicyLayerText(CallDifference change) => change.Layer?.ToString() is { Length: > 0 } text ? $"{char.ToLowerInvariant(text[0])}{text[1..]}" : null;
}
