using System.Text;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Fetching.Buckets;
using AccessUndenied.Aws.Fetching.Queues;
using AccessUndenied.Aws.Tests.Events;
using AccessUndenied.Aws.Tests.Formats;
using AccessUndenied.Formats;

namespace AccessUndenied.Aws.Tests.Fuzzing;

/// <summary>What holds of records wherever they come from: scanned the quick way or not, out of a queue's message, out of the rows of a table.</summary>
internal static class PlaceLaws
{
    /// <summary>What is scanned the quick way comes out as from the reader of .NET.</summary>
    public static void CheckScan(string name, byte[] bytes)
    {
        var outcome = new RecordScanner(keepsAll: true).Scan(bytes, out var record, out var problem);
        var expected = new RecordScanner(keepsAll: true) { IsQuick = false }.Scan(bytes, out var expectedRecord, out var expectedProblem);
        (outcome, problem).Should().Be((expected, expectedProblem));
        record.Should().Equal(expectedRecord);

        // One that is left to the other is met in part alone.
        var (quick, slow) = (default(ScannedMembers), default(ScannedMembers));
        if (QuickScan.TryRead(bytes, ref quick))
        {
            var reader = new System.Text.Json.Utf8JsonReader(bytes);
            reader.Read();
            slow.Read(ref reader, bytes);
            reader.Read().Should().BeFalse();
            quick.Should().Be(slow);
        }
    }

    /// <summary>A message names objects that there may be, or holds events, each of which counts; or it says what is wrong with it.</summary>
    public static void CheckMessage(string name, byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var body = MessageBody.Of(text);
        (body.Objects.Count == 0 || (!body.HoldsEvents && body.Problem is null)).Should().BeTrue();
        body.Problem.Should().NotBe("");
        foreach (var named in body.Objects)
        {
            S3Location.IsBucketName(named.Bucket).Should().BeTrue();
            named.Key.Should().NotBeEmpty();
        }

        if (body.HoldsEvents)
        {
            EventLaws.CheckEvents(name, Encoding.UTF8.GetBytes(text));
        }
    }

    /// <summary>Each row of a table counts, whatever stands in it, and those around it come out.</summary>
    public static void CheckRows(string name, byte[] bytes)
    {
        var rows = new[] { Trail.Denied("first"), Encoding.UTF8.GetString(bytes), Trail.Denied("last") };
        var file = ParquetSampleFiles.OfAsync([.. rows.Select(row => new JsonObject { ["eventJson"] = row })]).GetAwaiter().GetResult();
        var summary = new ReadSummary();
        var options = new CloudTrailReaderOptions { SourceName = name, Formats = EventFormats.All, AllRecords = true };

        var events = CloudTrailReader.ReadAsync(new MemoryStream(file), options, summary).ToBlockingEnumerable().ToList();

        summary.Records.Should().BeGreaterThanOrEqualTo(rows.Length).And.Be(events.Count);
        (events[0].Id, events[^1].Id).Should().Be(("first", "last"));
    }
}
