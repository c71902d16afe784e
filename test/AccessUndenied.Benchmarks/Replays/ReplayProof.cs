using System.Diagnostics;
using System.Globalization;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Replays;
using AccessUndenied.Aws.Tests.Replays;
using AccessUndenied.Replays;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Benchmarks.Replays;

/// <summary>Replays of generated worlds against the second evaluator, and of a long stream of calls against bare reading.</summary>
internal static class ReplayProof
{
    private const int CallsOfWorld = 60;
    private const int EditsOfWorld = 200;

    public static Task RunAsync(string[] args) => args switch
    {
        ["worlds", .. var rest] => RunWorldsAsync(Number(rest, 0, 10_000), Number(rest, 1, 1)),
        ["calls", .. var rest] => RunCallsAsync(
            (long)(1_000_000 * double.Parse(rest.Length > 0 ? rest[0] : "1", CultureInfo.InvariantCulture)),
            shares: !rest.Contains("each", StringComparer.Ordinal),
            isUnique: rest.Contains("unique", StringComparer.Ordinal),
            hasEdits: rest.Contains("edits", StringComparer.Ordinal)),
        _ => throw new ArgumentException("worlds [count] [first seed], or calls [millions] [each] [unique] [edits]"),
    };

    private static async Task RunWorldsAsync(int count, int first)
    {
        var (calls, changed, undecided, wrong) = (0L, 0L, 0L, 0L);
        var clock = Stopwatch.StartNew();
        for (var seed = first; seed < first + count; seed++)
        {
            var random = new Random(seed);
            var change = WorldChange.Generate(random);
            var world = WorldCalls.Generate(random, CallsOfWorld);
            var replayed = await Replaying.RunAsync(Replaying.Over(World.Snapshot), world.Select(call => call.Record.ToJsonString()), change.Read());
            foreach (var (call, result) in world.Zip(replayed))
            {
                calls++;
                changed += result.IsChanged ? 1 : 0;
                undecided += result.IsUndecided ? 1 : 0;
                var expected = PlainReplay.After(call, change);
                var found = result.Change is null ? "allowed" : TextOf(result.Change.After);
                if (expected != found)
                {
                    wrong++;
                    Console.WriteLine($"seed {seed}: {call.Action} on {call.Resource} under {change.Json.ToJsonString()}: {expected} expected, {found} found; {call.Context.ToJsonString()}");
                }
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count:N0} worlds, {calls:N0} calls: {changed:N0} changed, {undecided:N0} undecided; {wrong:N0} differ from the second evaluator; {clock.Elapsed.TotalSeconds:N0} s"));
    }

    private static async Task RunCallsAsync(long count, bool shares, bool isUnique, bool hasEdits)
    {
        using var edits = hasEdits ? new WorldEdits(EditsOfWorld) : null;
        var random = new Random(1);
        var change = new WorldChange(World.Parse(
            $$$"""{"Change":"put","Layer":"serviceControl","Target":"{{{World.Unit}}}","PolicyName":"Guard","Document":{"Version":"2012-10-17","Statement":[{"Sid":"Guard","Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"}} }]} }"""));
        var records = WorldCalls.Generate(random, 5000).Select(call => isUnique ? Unique(call.Record.ToJsonString()) : call.Record.ToJsonString()).ToList();
        var reading = await MeasureAsync(records, count, "bare reading, every record built", async events =>
        {
            await foreach (var _ in events)
            {
            }

            return "";
        });
        var builder = Replaying.Builder(World.Snapshot, shares);
        var replay = (edits is null ? builder : builder.UsePolicyHistory(edits.History())).Services.BuildServiceProvider().GetRequiredService<IReplay>();
        var replaying = await MeasureAsync(records, count, "replay under a proposed SCP", async events =>
        {
            var tally = new ReplayTally(hasChanges: true);
            await foreach (var call in replay.ReplayAsync(CloudTrailCalls.OfAsync(events), new ReplayOptions { Changes = change.Read() }))
            {
                tally.Add(call);
            }

            var result = tally.ToResult();
            return string.Create(CultureInfo.InvariantCulture, $", {result.ChangedCalls:N0} changed in {result.Changed.Count:N0} groups, {result.CallsAtEvent:N0} at their moment");
        });
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"replaying has {reading.Wall / replaying.Wall:P0} of the rate of reading by the clock, {reading.Processor / replaying.Processor:P0} by processor time"));
    }

    private static async Task<(TimeSpan Wall, TimeSpan Processor)> MeasureAsync(List<string> records, long count, string what, Func<IAsyncEnumerable<CloudTrailEvent>, Task<string>> run)
    {
        using var trail = new EndlessTrail(records, count - 1);
        var peak = 0L;
        using var watch = new Timer(_ => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 50);
        var clock = Stopwatch.StartNew();
        var processor = Environment.CpuUsage.TotalTime;
        var found = await run(CloudTrailReader.ReadAsync(trail, new CloudTrailReaderOptions { AllRecords = true }, new ReadSummary()));
        var (wall, used) = (clock.Elapsed, Environment.CpuUsage.TotalTime - processor);
        var seconds = wall.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {count:N0} calls in {seconds:N1} s, {count / seconds:N0} a second, {trail.Bytes / seconds / 1e6:N0} MB a second, processor time {used.TotalSeconds:N1} s, heap at most {peak >> 20:N0} MB{found}"));
        return (wall, used);
    }

    // Another session each time, and another object.
    private static string Unique(string record) => record
        .Replace("/s1\"", $"/s{EndlessTrail.Serial}\"", StringComparison.Ordinal).Replace("EXAMPLE:s1\"", $"EXAMPLE:s{EndlessTrail.Serial}\"", StringComparison.Ordinal)
        .Replace(".txt\"", $"-{EndlessTrail.Serial}.txt\"", StringComparison.Ordinal);

    private static int Number(string[] args, int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;

    private static string TextOf(Decision decision) => decision switch
    {
        Decision.ExplicitDeny => "explicitDeny",
        Decision.ImplicitDeny => "implicitDeny",
        Decision.Allowed => "allowed",
        _ => "indeterminate",
    };
}
