using System.Text;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events;
using CsCheck;

namespace AccessUndenied.Aws.Tests.Events;

/// <summary>Whatever is wrapped around records, and whatever happened to one of them, each of them is accounted for.</summary>
public sealed class WrappedRecordLaws
{
    private static readonly Func<string[], string>[] s_wrappers =
    [
        records => string.Join('\n', records),
        records => List("Records", records, r => new() { ["messageId"] = "m", ["body"] = r, ["eventSource"] = "aws:sqs" }),
        records => List("Records", records, r => new() { ["kinesis"] = new JsonObject { ["data"] = Base64(r) }, ["eventSource"] = "aws:kinesis", ["eventID"] = "1", ["eventVersion"] = "1.0" }),
        records => List("Records", records, r => new() { ["body"] = new JsonObject { ["Type"] = "Notification", ["Message"] = r }.ToJsonString(), ["eventSource"] = "aws:sqs" }),
        records => new JsonObject { ["awslogs"] = new JsonObject { ["data"] = Convert.ToBase64String(Trail.Gzip(Encoding.UTF8.GetBytes(List("logEvents", records, r => new() { ["message"] = r })))) } }.ToJsonString(),
        records => new JsonObject { ["hits"] = new JsonObject { ["hits"] = new JsonArray([.. records.Select(r => (JsonNode)new JsonObject { ["_source"] = new JsonObject { ["event"] = new JsonObject { ["original"] = r } } })]) } }.ToJsonString(),
        records => string.Join('\n', records.Select(r => new JsonObject { ["result"] = new JsonObject { ["_raw"] = r } }.ToJsonString())),
        records => string.Join('\n', records.Select(r => "2026-05-04T12:00:00+00:00 stream " + r)),
        records => List("records", records, r => new() { ["recordId"] = "1", ["data"] = Base64(r) }),
    ];

    private static readonly Gen<string> s_record = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 999]).Select((kind, id) => kind switch
    {
        0 => Trail.Denied($"e{id}"),
        1 => Trail.Succeeded($"e{id}"),
        _ => Trail.Throttled($"e{id}"),
    });

    [Test]
    public void ReadAsync_AnyWrapper_CountsEachRecordOnce() =>
        Gen.Select(s_record.HashSet[1, 5], Gen.Int[0, s_wrappers.Length - 1]).Sample((records, wrapper) =>
            Count(s_wrappers[wrapper]([.. records])) == records.Count, iter: 1000);

    [Test]
    public void ReadAsync_OneRecordMutated_NoneIsLost() =>
        Gen.Select(s_record.HashSet[2, 5], Gen.Int[0, s_wrappers.Length - 1], Gen.Int[0, 100_000], Gen.Char["\"\\{}[],:x0 é"]).Sample((records, wrapper, at, with) =>
        {
            var texts = records.ToArray();
            var broken = texts[at % texts.Length].ToCharArray();

            // But for its last bracket: a line that goes on with a record is then one value with it, as it may be in indented JSON.
            broken[at % (broken.Length - 1)] = with;
            texts[at % texts.Length] = new(broken);
            return Count(s_wrappers[wrapper](texts)) >= texts.Distinct().Count();
        }, iter: 20_000);

    [Test]
    public async Task ReadAsync_TextsWithinTextsWithoutEnd_AreBoundedAndSaySo()
    {
        var text = Trail.Denied("e1");
        for (var i = 0; i < 8; i++)
        {
            text = new JsonObject { ["body"] = Base64(new JsonObject { ["message"] = text }.ToJsonString()) }.ToJsonString();
        }

        var (events, _) = await Trail.Read(text + "\n" + Trail.Denied("e2"));
        events.Select(e => e.Id).Should().Equal("", "e2");
        events[0].Problem.Should().Contain("12 deep");
    }

    [Test]
    public async Task ReadAsync_PackedValueThatUnpacksToTooMuch_SaysSo()
    {
        var packed = Convert.ToBase64String(Trail.Gzip(new byte[4_000_000]));
        var (events, _) = await Trail.Read(Trail.Denied("e1") + "\n{\"awslogs\":{\"data\":\"" + packed + "\"}}", new() { SourceName = "t.json", MaxRecordBytes = 1 << 20 });
        events[1].Problem.Should().Contain("unpacks to more than 1048576 bytes");
    }

    private static long Count(string text)
    {
        var (events, summary) = Trail.Read(text).GetAwaiter().GetResult();
        return events.Count + summary.Skipped;
    }

    private static string List(string name, string[] records, Func<string, JsonObject> wrap) =>
        new JsonObject { [name] = new JsonArray([.. records.Select(record => (JsonNode)wrap(record))]) }.ToJsonString();

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
