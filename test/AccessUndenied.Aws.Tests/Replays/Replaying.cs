using System.Text;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Replays;
using AccessUndenied.Replays;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>Replays records as an application would, over a snapshot.</summary>
internal static class Replaying
{
    internal static IReplay Over(ReadOnlyMemory<byte> snapshot, bool shares = false) => Builder(snapshot, shares).Services.BuildServiceProvider().GetRequiredService<IReplay>();

    internal static AccessUndeniedBuilder Builder(ReadOnlyMemory<byte> snapshot, bool shares)
    {
        var builder = new ServiceCollection().AddAccessUndenied().UseSnapshot(new SnapshotBuilder().Add(snapshot, "snapshot.json").Build());
        return shares ? builder.ShareRepetitions() : builder;
    }

    internal static Task<List<ReplayedCall>> RunAsync(IReplay replay, IEnumerable<string> records, params IReadOnlyList<ProposedChange> changes) =>
        RunAsync(replay, records, new ReplayOptions { Changes = changes });

    internal static async Task<List<ReplayedCall>> RunAsync(IReplay replay, IEnumerable<string> records, ReplayOptions options)
    {
        var stream = new MemoryStream(Encoding.UTF8.GetBytes($"{{\"Records\":[{string.Join(",\n", records)}]}}"));
        var events = CloudTrailReader.ReadAsync(stream, new CloudTrailReaderOptions { AllRecords = true }, new ReadSummary());
        var calls = new List<ReplayedCall>();
        await foreach (var call in replay.ReplayAsync(CloudTrailCalls.OfAsync(events), options))
        {
            calls.Add(call);
        }

        return calls;
    }
}
