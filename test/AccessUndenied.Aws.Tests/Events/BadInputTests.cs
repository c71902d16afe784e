using System.Text;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.Tests.Events;

/// <summary>Bad input gives a sentence with place and way out, and never costs the records around it.</summary>
public sealed class BadInputTests
{
    [TestCase("null")]
    [TestCase("5")]
    [TestCase("hello")]
    [TestCase("}}")]
    [TestCase("\0")]
    public async Task ReadAsync_TextBetweenRecords_IsCounted(string line)
    {
        var (events, summary) = await Trail.Read($"{Trail.Denied("e1")}\n{line}\n{Trail.Denied("e2")}\n");

        events.Should().HaveCount(2).And.OnlyContain(one => one.Problem == null);
        (summary.Records, summary.TextLines).Should().Be((2, 1));
    }

    [TestCase("userIdentity", "userIdentity is missing")]
    [TestCase("eventSource", "eventSource is missing")]
    [TestCase("eventName", "eventName is missing")]
    public async Task ReadAsync_RecordWithoutMember_HasProblem(string member, string problem)
    {
        var (events, summary) = await Trail.Read(Trail.Records(Rename(Trail.Denied("bad"), member), Trail.Denied("e2")));

        events[0].Problem.Should().StartWith("t.json, record 1 (line 1, byte 12): " + problem);
        events[1].Problem.Should().BeNull();
        (summary.Denied, summary.Bad).Should().Be((1, 1));
    }

[TestCase("\"eventID\":\"e1\"", "\"eventID\":7", "eventID at byte")]
    [TestCase("\"eventTime\":\"2026-01-01T00:00:00Z\"", "\"eventTime\":\"yesterday\"", "eventTime at byte 137 of the record is 'yesterday'")]
    [TestCase("\"eventTime\":\"2026-01-01T00:00:00Z\"", "\"eventTime\":[1]", "eventTime at byte 137 of the record is an array; expected a string")]
    [TestCase("\"errorCode\":\"AccessDenied\"", "\"errorCode\":403", "errorCode at byte")]
    [TestCase("\"errorMessage\":\"Access Denied\"", "\"errorMessage\":{}", "errorMessage at byte")]
    [TestCase("\"awsRegion\":\"us-east-1\"", "\"awsRegion\":true", "awsRegion at byte")]
    [TestCase("\"arn\":\"arn:aws:iam::111111111111:user/a\"", "\"arn\":{}", "userIdentity.arn at byte")]
    [TestCase("\"type\":\"IAMUser\"", "\"type\":\"IAMUser\",\"sessionContext\":[]", "userIdentity.sessionContext at byte")]
    [TestCase("\"type\":\"IAMUser\"", "\"type\":\"IAMUser\",\"sessionContext\":{\"attributes\":{\"mfaAuthenticated\":\"maybe\"}}", "userIdentity.sessionContext.attributes.mfaAuthenticated")]
    [TestCase("\"awsRegion\":\"us-east-1\"", "\"awsRegion\":\"us-east-1\",\"resources\":{}", "resources at byte")]
    [TestCase("\"awsRegion\":\"us-east-1\"", "\"awsRegion\":\"us-east-1\",\"errorCode\":null", "'errorCode' occurs twice")]
    [TestCase("\"awsRegion\":\"us-east-1\"", "\"awsRegion\":\"\\ud800\"", "half of a surrogate pair")]
    public async Task ReadAsync_WrongMember_CostsANoteAndTheMember(string right, string wrong, string note)
    {
        var record = Trail.Denied("e1").Replace(right, wrong, StringComparison.Ordinal);
        var (events, summary) = await Trail.Read(Trail.Records(Trail.Denied("e0"), record, Trail.Succeeded("e2"), Trail.Denied("e3")));

        events.Should().HaveCount(3);
        events[1].Problem.Should().BeNull();
        events[1].ReadingNotes.Should().Contain(text => text.Contains(note));
        summary.Bad.Should().Be(0);
    }

    [TestCase("\"awsRegion\":\"us-east-1\"", "\"awsRegion\":\"us-east-1\",\"eventName\":\"PutObject\"", "'eventName' occurs twice")]
    [TestCase("\"accountId\":\"111111111111\"", "\"accountId\":\"111111111111\",\"accountId\":\"222222222222\"", "'accountId' occurs twice")]
    [TestCase("\"awsRegion\":\"us-east-1\"", "\"awsRegion\":\"us-east-1\",", "it cannot be read as JSON at byte")]
    [TestCase("\"awsRegion\":\"us-east-1\"", "\"awsRegion\":\"us-east-1\"\"x\"", "it cannot be read as JSON at byte")]
    [TestCase("\"awsRegion\":\"us-east-1\"", "\"awsRegion\":\"us\neast-1\"", "it cannot be read as JSON at byte")]
    [TestCase("\"eventName\":\"GetObject\"", "\"eventName\":7", "eventName at byte")]
    [TestCase("\"userIdentity\":{", "\"userIdentity\":[],\"x\":{", "userIdentity at byte")]
    public async Task ReadAsync_WrongMember_HasProblemAndTheRestGoesOn(string right, string wrong, string problem)
    {
        var record = Trail.Denied("e1").Replace(right, wrong, StringComparison.Ordinal);
        var (events, summary) = await Trail.Read(Trail.Records(Trail.Denied("e0"), record, Trail.Succeeded("e2"), Trail.Denied("e3")));

        events.Should().HaveCount(3);
        events[1].Problem.Should().StartWith("t.json, record 2 (line 1, byte ").And.Contain(problem);
        events[2].Id.Should().Be("e3");
        summary.Skipped.Should().Be(1);
    }

    [Test]
    public async Task ReadAsync_NestedTooDeep_HasProblem()
    {
        var deep = Trail.Denied("e1").Replace("{\"bucketName\"", "{\"x\":" + new string('[', 65) + new string(']', 65) + ",\"bucketName\"", StringComparison.Ordinal);
        var (events, _) = await Trail.Read(Trail.Records(deep, Trail.Denied("e2")));
        events[0].Problem.Should().Contain("depth of 64");
        events[0].Id.Should().BeEmpty("the id stands behind the part that cannot be read");
        events[1].Problem.Should().BeNull();
    }

    [Test]
    public async Task ReadAsync_NestedFarTooDeepInALine_HasProblem()
    {
        var deep = Trail.Succeeded("e1").Replace("\"[{", new string('[', 5000) + new string(']', 5000) + ",\"y\":\"[{", StringComparison.Ordinal);
        var (events, _) = await Trail.Read(deep + "\n" + Trail.Denied("e2"));
        events.Should().HaveCount(2);
        events[0].Problem.Should().Contain("depth of 64");
    }

    [Test]
    public async Task ReadAsync_ItemsThatAreNoObjects_HaveProblems()
    {
        var (events, summary) = await Trail.Read(Trail.Records("1", "null", "\"x\"", "[]", "{}", Trail.Denied("e1"), "true"));
        events.Should().HaveCount(6, "an empty array holds nothing");
        events.Count(e => e.Problem is null).Should().Be(1);
        summary.Bad.Should().Be(5);
    }

    [TestCase(1)]
    [TestCase(40)]
    [TestCase(400)]
    public async Task ReadAsync_TruncatedFile_GivesWhatCameBeforeAndOneProblem(int cut)
    {
        var text = Trail.Records(Trail.Denied("e1"), Trail.Succeeded("e2"), Trail.Denied("e3"));
        var (events, summary) = await Trail.Read(text[..^(cut + 1)]);
        events[0].Id.Should().Be("e1");
        events[^1].Problem.Should().StartWith($"t.json, record {summary.Records} (line 1, byte ").And.Contain("truncated");
        summary.Bad.Should().Be(1);
    }

    [Test]
    public async Task ReadAsync_EveryTruncation_NeitherThrowsNorLosesARecord()
    {
        var text = Trail.Records(Trail.Denied("e1"), Trail.Denied("e2"));
        for (var length = 30; length < text.Length; length++)
        {
            var (events, summary) = await Trail.Read(text[..length]);
            summary.Bad.Should().Be(1, "the input ends at byte {0}", length);
            events[^1].Problem.Should().NotBeNull();
        }
    }

    [Test]
    public async Task ReadAsync_GzipEndsEarly_GivesWhatCameBeforeAndOneProblem()
    {
        var records = Enumerable.Range(0, 2000).Select(i => Trail.Denied(Guid.NewGuid().ToString())).ToArray();
        var packed = Trail.Gzip(Encoding.UTF8.GetBytes(Trail.Records(records)));
        var (events, summary) = await Trail.Read(packed[..(packed.Length / 2)]);
        summary.Denied.Should().BeInRange(100, 1999);
        events[^1].Problem.Should().ContainAny("gzip data ends early or is damaged", "truncated");
        summary.Bad.Should().Be(1);
    }

    [TestCase(1)]
    [TestCase(8)]
    [TestCase(9)]
    [TestCase(2000)]
    public async Task ReadAsync_GzipOfLinesWithoutItsEnd_GivesWhatCameBeforeAndOneProblem(int missing)
    {
        var records = Enumerable.Range(0, 500).Select(i => Trail.Denied(Guid.NewGuid().ToString())).ToArray();
        var packed = Trail.Gzip(Encoding.UTF8.GetBytes(string.Join('\n', records) + "\n"));
        var (events, summary) = await Trail.Read(packed[..^missing]);
        summary.Bad.Should().Be(1, "of a stream that ends without its trailer nobody knows what is missing");
        events[^1].Problem.Should().Contain("gzip data ends early");
    }

    [Test]
    public async Task ReadAsync_GzipWithoutItsEndInAnyLength_IsNeverTakenForWhole()
    {
        var packed = Trail.Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 8).Select(i => Trail.Denied($"e{i}") + "\n"))));
        for (var length = 20; length < packed.Length; length++)
        {
            var summary = new ReadSummary();
            try
            {
                (_, summary) = await Trail.Read(packed[..length]);
            }
            catch (CloudTrailFormatException)
            {
                // Cut before anything could be read.
                continue;
            }

            summary.Bad.Should().BeGreaterThan(0, "the stream is cut at byte {0} of {1}", length, packed.Length);
        }
    }

    [Test]
    public async Task ReadAsync_GzipFilledUpWithZeros_IsWhole()
    {
        var (events, summary) = await Trail.Read([.. Trail.Gzip(Encoding.UTF8.GetBytes(Trail.Denied("e1"))), .. new byte[512]]);
        events.Should().ContainSingle();
        summary.Bad.Should().Be(0);
    }

    [Test]
    public async Task ReadAsync_GzipIsDamaged_GivesWhatCameBeforeAndOneProblem()
    {
        var records = Enumerable.Range(0, 2000).Select(i => Trail.Denied(Guid.NewGuid().ToString())).ToArray();
        var packed = Trail.Gzip(Encoding.UTF8.GetBytes(Trail.Records(records)));
        packed.AsSpan(packed.Length / 2, 64).Fill(0xFF);
        var (events, summary) = await Trail.Read(packed);
        events[^1].Problem.Should().NotBeNull();
        summary.Bad.Should().BeGreaterThan(0);
    }

    [TestCase("""{"eventID":"bad","errorCode":"Acc""")]
    [TestCase("""{"eventID":"bad","userIdentity":{"type":"x" """)]
    [TestCase("""{"eventID":"bad","userIdentity":{"type":"x"],"a":1}""")]
    [TestCase("garbage eventID")]
    public async Task ReadAsync_BrokenLine_IsOneProblemAndTheNextLineIsRead(string broken)
    {
        var (events, _) = await Trail.Read(string.Join('\n', Trail.Denied("e1"), broken, Trail.Denied("e3"), Trail.Succeeded("e4"), Trail.Denied("e5")));
        events.Select(e => e.Problem is null).Should().Equal(true, false, true, true);
        events[1].Problem.Should().StartWith("t.json, record 2 (line 2, byte ");
        events[3].Id.Should().Be("e5");
    }

    [Test]
    public async Task ReadAsync_BrokenFirstLine_IsOneProblemAndTheNextLineIsRead()
    {
        var (events, _) = await Trail.Read("""{"eventID":"bad","errorCode":"Acc""" + "\n" + Trail.Denied("e2") + "\n" + Trail.Denied("e3"));
        events.Select(e => e.Id).Should().Equal("", "e2", "e3");
        events[0].Problem.Should().Contain("the line ends in the middle");
    }

    [Test]
    public async Task ReadAsync_DamageBetweenRecords_IsOneProblemForTheRest()
    {
        var (events, summary) = await Trail.Read("{\"Records\":[" + Trail.Denied("e1") + "; " + Trail.Denied("e2") + "]}");
        events.Should().HaveCount(2);
        events[1].Problem.Should().Contain("found ';'");
        summary.Bad.Should().Be(1);
    }

    [Test]
    public async Task ReadAsync_RecordAboveTheLimit_IsPassedOverWithAProblem()
    {
        var large = Trail.Denied("e1").Replace("\"b\"", "\"" + new string('x', 5000) + "\"", StringComparison.Ordinal);
        var options = new CloudTrailReaderOptions { SourceName = "t.json", MaxRecordBytes = 1024, BufferBytes = 256 };
        var (events, _) = await Trail.Read(Trail.Records(Trail.Denied("e0"), large, Trail.Denied("e2")), options);
        events.Select(e => e.Id).Should().Equal("e0", "", "e2");
        events[1].Problem.Should().Contain("the limit is 1024").And.Contain("MaxRecordBytes");
    }

    [Test]
    public async Task ReadAsync_TextOf100Megabytes_IsPassedOverWithoutBeingHeld()
    {
        var head = Encoding.UTF8.GetBytes("{\"Records\":[" + Trail.Denied("e1") + ",{\"eventID\":\"e2\",\"userAgent\":\"");
        var tail = Encoding.UTF8.GetBytes("\"}," + Trail.Denied("e3") + "]}");
        var options = new CloudTrailReaderOptions { SourceName = "t.json", MaxRecordBytes = 1024 * 1024 };
        using var stream = new RepeatingStream(head, (byte)'x', 100L * 1024 * 1024, tail);
        var before = GC.GetTotalAllocatedBytes();
        var (events, _) = await Trail.Read(stream, options);
        events.Select(e => e.Id).Should().Equal("e1", "", "e3");
        (GC.GetTotalAllocatedBytes() - before).Should().BeLessThan(32L * 1024 * 1024);
    }

    [Test]
    public async Task ReadAsync_StreamFails_GivesWhatCameBeforeAndOneProblem()
    {
        using var stream = new RepeatingStream(Encoding.UTF8.GetBytes("[" + Trail.Denied("e1") + ","), (byte)' ', 10, []) { FailsAtTheEnd = true };
        var (events, _) = await Trail.Read(stream);
        events.Should().HaveCount(2);
        events[1].Problem.Should().Contain("the disk is gone");
    }

    [TestCase("", "is empty")]
    [TestCase(" \n\t ", "is empty")]
    [TestCase("plain text\nof two lines", "no CloudTrail record")]
    [TestCase("a,b,c", "found 'a'")]
    [TestCase("{\"name\":\"x\"}", "no CloudTrail record")]
    [TestCase("[{\"name\":\"x\"},{\"name\":\"y\"}]", "no CloudTrail record")]
    [TestCase("{\"Records\":[{\"s3\":{}}]}", "no CloudTrail record")]
    [TestCase("{\"awsAccountId\":\"111111111111\",\"digestStartTime\":\"2026-01-01T00:00:00Z\",\"logFiles\":[]}", "digest file")]
    public async Task ReadAsync_NoCloudTrail_Throws(string text, string reason)
    {
        var reading = () => Trail.Read(text);
        (await reading.Should().ThrowAsync<CloudTrailFormatException>()).Which.Message.Should().StartWith("t.json: ").And.Contain(reason);
    }

    [TestCase("utf-16", "UTF-16")]
    [TestCase("utf-16BE", "UTF-16")]
    public async Task ReadAsync_Utf16_ThrowsAndSaysSo(string encoding, string reason)
    {
        var coding = Encoding.GetEncoding(encoding);
        foreach (var bytes in new[] { coding.GetBytes(Trail.Denied("e1")), [.. coding.GetPreamble(), .. coding.GetBytes(Trail.Denied("e1"))] })
        {
            var reading = () => Trail.Read(bytes);
            (await reading.Should().ThrowAsync<CloudTrailFormatException>()).Which.Message.Should().Contain(reason).And.Contain("UTF-8");
        }
    }

    [TestCase(new byte[] { 0x1F, 0x8B })]
    [TestCase(new byte[] { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF })]
    public async Task ReadAsync_NothingButABrokenGzip_Throws(byte[] bytes)
    {
        var reading = () => Trail.Read(bytes);
        await reading.Should().ThrowAsync<CloudTrailFormatException>();
    }

    [Test]
    public async Task ReadAsync_ZipArchive_ThrowsAndSaysSo()
    {
        var reading = () => Trail.Read([.. "PK\u0003\u0004"u8, 0, 0]);
        await reading.Should().ThrowAsync<CloudTrailFormatException>().WithMessage("*zip*unpack*");
    }

    [Test]
    public async Task ReadAsync_ForeignValuesBeforeTheFirstRecord_AreToldWithIt()
    {
        var (events, summary) = await Trail.Read("{\"name\":\"x\"}\n" + Trail.Denied("e2"));
        events.Select(e => e.Id).Should().Equal("", "e2");
        summary.Bad.Should().Be(1);
    }

    [Test]
    public async Task ReadAsync_LookupEventWhoseRecordIsBroken_HasProblem()
    {
        var (events, _) = await Trail.Read("""{"Events":[{"EventId":"x","CloudTrailEvent":"{\"eventID\":"},{"CloudTrailEvent":""" + Trail.Quote(Trail.Denied("e2")) + "}]}");
        events.Should().HaveCount(2);
        events[0].Problem.Should().Contain("CloudTrailEvent");
        events[1].Id.Should().Be("e2");
    }

    [TestCase(1023)]
    [TestCase(int.MaxValue)]
    public void ReadAsync_LimitOutOfRange_Throws(int limit)
    {
        var reading = () => CloudTrailReader.ReadAsync(Stream.Null, new CloudTrailReaderOptions { MaxRecordBytes = limit }, new ReadSummary());
        reading.Should().Throw<ArgumentOutOfRangeException>().WithMessage($"MaxRecordBytes must be from 1024 to 1073741824; it is {limit}*");
    }

    private static string Rename(string record, string member) => record.Replace($"\"{member}\"", "\"other\"", StringComparison.Ordinal);
}
