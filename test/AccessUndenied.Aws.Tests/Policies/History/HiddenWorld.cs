using System.Globalization;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Policies.History;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Tests.Policies.History;

/// <summary>Hidden edits, what a trail in some condition and dated snapshots tell of them, and the truth.</summary>
/// <param name="History">What is rebuilt.</param>
/// <param name="Moments">Moments between edits, with the world as it was.</param>
/// <param name="EventIds">The records of the edit before each.</param>
/// <param name="Snapshots">The files of the snapshots.</param>
internal sealed record HiddenWorld(
    IPolicyHistory History, List<(DateTimeOffset Time, JsonObject Truth)> Moments, List<HashSet<string>> EventIds, List<string> Snapshots)
{
    private const int Edits = 120;

    public static async Task<HiddenWorld> MakeAsync(int seed, string condition, TemporaryFolder folder)
    {
        var edits = new HiddenEdits(seed);
        var snapshots = new List<JsonObject> { edits.Snapshot() };
        edits.Idle(TimeSpan.FromHours(1));
        for (var i = 0; i < Edits; i++)
        {
            edits.Edit();
            edits.Idle(TimeSpan.FromMinutes(new Random((seed * 1000) + i).Next(1, 6)));
            if (i % 40 == 39)
            {
                snapshots.Add(edits.Snapshot());
            }
        }

        // Between an edit and the next, the truth is what stands before the next.
        var moments = edits.Edits.Skip(1).Zip(edits.Edits, (next, edit) => (Time: edit.Time.AddSeconds(20), Truth: next.Before)).ToList();
        var records = edits.Records;
        var (from, to) = (edits.Edits[50].Time.AddSeconds(-30), edits.Edits[70].Time.AddSeconds(30));
        records = condition switch
        {
            "reordered and doubled" => [.. records.Concat(records.Where((_, i) => i % 3 == 0)).OrderBy(_ => new Random(seed).Next()).Reverse()],
            "with a gap" or "three snapshots and a gap" => [.. records.Where(record => TimeOf(record) < from || TimeOf(record) > to)],
            "without its end" => [.. records.Where(record => TimeOf(record) < from)],
            _ => records,
        };
        var kept = condition switch
        {
            "one snapshot, at the end" => snapshots.TakeLast(1),
            "three snapshots and a gap" => snapshots,
            _ => snapshots.Take(1),
        };
        var trail = folder.File("trail.json");
        await File.WriteAllTextAsync(trail, new JsonObject { ["Records"] = new JsonArray([.. records.Select(record => record.DeepClone())]) }.ToJsonString());
        var paths = kept.Select((snapshot, i) => (Path: folder.File($"snapshot{i}.json"), Snapshot: snapshot)).ToList();
        foreach (var (path, snapshot) in paths)
        {
            await File.WriteAllTextAsync(path, snapshot.ToJsonString());
        }

        var files = paths.Select(one => one.Path).ToList();
        return new(new PolicyHistory(files, null, new TrailPass([TrailSource.OfPath(trail)], [])) { TellsGaps = true }, moments, [.. edits.Edits.Select(edit => edit.EventIds)], files);
    }

    private static DateTimeOffset TimeOf(JsonObject record) => DateTimeOffset.Parse(record["eventTime"]!.GetValue<string>(), CultureInfo.InvariantCulture);
}
