using System.Text;

namespace AccessUndenied.Aws.Tests.Events;

/// <summary>ENV-01 to ENV-06: each envelope gives the same two denied events and skips the same two, packed or not.</summary>
public sealed class EnvelopeTests
{
    private static readonly string[] s_records = [Trail.Denied("e1"), Trail.Succeeded("e2"), Trail.Throttled("e3"), Trail.Denied("e4")];

    [Test]
    public async Task ReadAsync_Envelope_GivesItsDeniedEvents([ValueSource(nameof(Names))] string name, [Values] bool packed)
    {
        var bytes = Encoding.UTF8.GetBytes(Envelopes()[name]);
        var (events, summary) = await Trail.Read(packed ? Trail.Gzip(bytes) : bytes);

        events.Select(e => e.Id).Should().Equal("e1", "e4");
        events.Should().OnlyContain(e => e.Problem == null && e.Raw.Length > 0);
        (summary.Succeeded, summary.OtherErrors).Should().Be((1, 1));
        summary.OtherErrorCodes.Should().Equal(new Dictionary<string, long> { ["ThrottlingException"] = 1 });
        events[1].Origin.Should().Be("t.json, record 4");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task ReadAsync_OneRecord_GivesIt(bool packed)
    {
        var bytes = Encoding.UTF8.GetBytes(Trail.Denied("e1"));
        (await Trail.Read(packed ? Trail.Gzip(bytes) : bytes)).Events.Select(e => e.Id).Should().Equal("e1");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task ReadAsync_OneEventBridgeEvent_GivesIt(bool packed)
    {
        var bytes = Encoding.UTF8.GetBytes(EventBridge(Trail.Denied("e1")));
        (await Trail.Read(packed ? Trail.Gzip(bytes) : bytes)).Events.Select(e => e.Id).Should().Equal("e1");
    }

    [Test]
    public async Task ReadAsync_PackedTwice_GivesItsEvents() =>
        (await Trail.Read(Trail.Gzip(Trail.Gzip(Encoding.UTF8.GetBytes(Trail.Denied("e1")))))).Events.Should().ContainSingle();

    [Test]
    public async Task ReadAsync_GzipMembersInARow_GivesAll()
    {
        var one = Trail.Gzip(Encoding.UTF8.GetBytes(Trail.Denied("e1") + "\n"));
        (await Trail.Read([.. one, .. one])).Events.Should().HaveCount(2);
    }

    [Test]
    public async Task ReadAsync_ByteOrderMark_IsPassedOver() =>
        (await Trail.Read("\uFEFF" + Trail.Records(s_records))).Events.Should().HaveCount(2);

    [TestCase("""{"Records":[]}""")]
    [TestCase("""{"Events":[],"NextToken":null}""")]
    [TestCase("[]")]
    public async Task ReadAsync_EmptyList_GivesNothing(string text) => (await Trail.Read(text)).Summary.Records.Should().Be(0);

    private static IEnumerable<string> Names() => Envelopes().Keys;

    private static Dictionary<string, string> Envelopes() => new(StringComparer.Ordinal)
    {
        ["Records (ENV-01)"] = Trail.Records(s_records),
        ["Records, indented"] = "{\r\n  \"Records\" : [\r\n    " + string.Join(",\r\n    ", s_records) + "\r\n  ]\r\n}\r\n",
        ["Records behind other members"] = """{"a":[1,{"b":"]"}],"n":{"Records":[1]},"Records":[""" + string.Join(',', s_records) + """],"z":[{}]}""",
        ["LookupEvents (ENV-02)"] = """{"Events":[""" + string.Join(',', s_records.Select(LookupEvent)) + """],"NextToken":"x"}""",
        ["LookupEvents, the texts alone"] = "[" + string.Join(',', s_records.Select(Trail.Quote)) + "]",
        ["LookupEvents, rows of texts"] = "[" + string.Join(',', s_records.Select(r => $"[{Trail.Quote(r)}]")) + "]",
        ["EventBridge events (ENV-03)"] = "[" + string.Join(',', s_records.Select(EventBridge)) + "]",
        ["EventBridge events, one a line"] = string.Join('\n', s_records.Select(EventBridge)),
        ["Lake rows with eventJson (ENV-04)"] = "[" + string.Join(',', s_records.Select(r => $$"""{"eventJson":{{Trail.Quote(r)}}}""")) + "]",
        ["CloudWatch Logs events (ENV-05)"] = """{"events":[""" + string.Join(',', s_records.Select(LogEvent)) + """],"searchedLogStreams":[]}""",
        ["CloudWatch Logs subscription (ENV-05)"] = """{"messageType":"DATA_MESSAGE","logEvents":[""" + string.Join(',', s_records.Select(LogEvent)) + "]}",
        ["Array (ENV-06)"] = "[" + string.Join(",\n", s_records) + "]",
        ["Array of files"] = "[" + Trail.Records(s_records[..2]) + "," + Trail.Records(s_records[2..]) + "]",
        ["JSON Lines (ENV-06)"] = string.Join('\n', s_records) + "\n",
        ["JSON Lines with blank lines"] = "\n" + string.Join("\r\n\r\n", s_records) + "\r\n",
        ["Records in a row"] = string.Concat(s_records),
        ["Elements with their commas"] = string.Join(",\n", s_records),
        ["Texts, one a line"] = string.Join('\n', s_records.Select(Trail.Quote)),
        ["Indented records in a row"] = string.Join('\n', s_records.Select(Indent)),
        ["Files in a row"] = Trail.Records(s_records[..2]) + "\n" + Trail.Records(s_records[2..]),
        ["SNS through SQS (ENV-06)"] = """{"Messages":[""" + string.Join(',', s_records.Select(r => $$"""{"MessageId":"m","Body":{{Trail.Quote(Notification(r))}}}""")) + "]}",
        ["Lambda's SQS event (ENV-06)"] = """{"Records":[""" + string.Join(',', s_records.Select(r => $$"""{"messageId":"m","body":{{Trail.Quote(EventBridge(r))}}}""")) + "]}",
        ["Lambda's SNS event (ENV-06)"] = """{"Records":[""" + string.Join(',', s_records.Select(r => $$"""{"EventSource":"aws:sns","Sns":{{Notification(r)}}}""")) + "]}",
    };

    private static string LookupEvent(string record) => $$"""{"EventId":"x","EventTime":1.7,"Resources":[],"CloudTrailEvent":{{Trail.Quote(record)}}}""";

    private static string EventBridge(string record) =>
        $$"""{"version":"0","id":"x","detail-type":"AWS API Call via CloudTrail","source":"aws.s3","resources":[],"detail":{{record}}}""";

    private static string LogEvent(string record) => $$"""{"timestamp":1,"message":{{Trail.Quote(record)}}}""";

    private static string Notification(string record) => $$"""{"Type":"Notification","Message":{{Trail.Quote(EventBridge(record))}}}""";

    private static string Indent(string record) => record.Replace(",\"", ",\n  \"", StringComparison.Ordinal).Replace("{\"", "{\n  \"", StringComparison.Ordinal);
}
