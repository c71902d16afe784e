using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Replays;
using AccessUndenied.Replays;

namespace AccessUndenied.Samples.ProposedPolicies;

/// <summary>Tells what a proposed policy would have done to the calls of a trail.</summary>
public static class TrailReplay
{
    /// <summary>Replays the records of <paramref name="trail"/> under the changes of the file <paramref name="change"/>.</summary>
    public static async Task<ReplayResult> RunAsync(IReplay replay, string trail, string change)
    {
        ArgumentNullException.ThrowIfNull(replay);
        var calls = CloudTrailCalls.OfAsync(CloudTrailReader.ReadPathAsync(trail, new() { AllRecords = true }, new ReadSummary()));
        var options = new ReplayOptions { Changes = ChangeFile.Read(change) };
        var tally = new ReplayTally(hasChanges: true);
        await foreach (var call in replay.ReplayAsync(calls, options))
        {
            tally.Add(call);
        }

        return tally.ToResult();
    }
}
