using System.Text;
using System.Text.Json;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Tests.Requests;

namespace AccessUndenied.Aws.Tests.Events;

/// <summary>What can be read of a record counts: an oddity costs a note, and only a record without caller or operation is an error.</summary>
public sealed class RepairedRecordTests
{
    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Events/RepairedRecords.json" })]
    public void Parse_OddMember_IsReadWithANote(JsonElement c)
    {
        var record = SampleRecords.Of(c);

        record.Problem.Should().BeNull(because: c.Rule());
        if (c.Text("note") is { } note)
        {
            record.ReadingNotes.Should().Contain(text => text.Contains(note, StringComparison.Ordinal));
        }
        else
        {
            record.ReadingNotes.Should().BeEmpty();
        }

        foreach (var expected in c.GetProperty("expected").EnumerateObject())
        {
            Of(record, expected.Name).Should().Be(expected.Value.GetString(), because: $"{c.Text("name")}: {expected.Name}");
        }
    }

    [TestCase(0)]
    [TestCase(1)]
    public async Task ReadAsync_OneBadByte_CostsItsPlaceAlone(int wrapped)
    {
        var record = Trail.Denied("e1");
        var text = wrapped == 0 ? Trail.Records(record, Trail.Denied("e2")) : $$"""{"Events":[{"CloudTrailEvent":{{JsonSerializer.Serialize(record)}}}]}""";
        var bytes = Encoding.UTF8.GetBytes(text);
        bytes[bytes.AsSpan().IndexOf("us-east-1"u8)] = 0xFF;

        var (events, summary) = await Trail.Read(bytes);

        events[0].Problem.Should().BeNull();
        events[0].Id.Should().Be("e1");
        events[0].AwsRegion.Should().Be("\uFFFDs-east-1");
        events[0].ReadingNotes.Should().ContainSingle().Which.Should().Contain("U+FFFD");
        summary.Bad.Should().Be(0);
    }

    [TestCase("\\ud83d\\ude00", "\U0001F600", false)]
    [TestCase("\\ud83d", "\uFFFD", true)]
    [TestCase("\\ude00\\ud83d", "\uFFFD\uFFFD", true)]
    [TestCase("\\ud83dx\\ude00", "\uFFFDx\uFFFD", true)]
    [TestCase("\\ud83d\\ud83d\\ude00", "\uFFFD\U0001F600", true)]
    [TestCase("\\\\ud83d", "\\ud83d", false)]
    [TestCase("\\\\\\ud83d", "\\\uFFFD", true)]
    public void Parse_EscapedHalves_AreReplacedOneByOne(string escaped, string expected, bool noted)
    {
        var record = CloudTrailEvent.Parse(Trail.Denied("e1").Replace("us-east-1", escaped, StringComparison.Ordinal));

        record.Problem.Should().BeNull();
        record.AwsRegion.Should().Be(expected);
        (record.ReadingNotes.Count > 0).Should().Be(noted);
    }

    [Test]
    public void Parse_ManyOddities_NotesAFew()
    {
        var resources = string.Concat(Enumerable.Repeat("7,", 10_000));
        var record = CloudTrailEvent.Parse(Trail.Denied("e1").Replace("\"awsRegion\"", $"\"resources\":[{resources}7],\"awsRegion\"", StringComparison.Ordinal));

        record.Problem.Should().BeNull();
        record.ReadingNotes.Should().HaveCountLessThan(10);
    }

    private static string? Of(CloudTrailEvent record, string member) => member switch
    {
        "id" => record.Id,
        "time" => record.Time?.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", System.Globalization.CultureInfo.InvariantCulture),
        "code" => record.ErrorCode,
        "region" => record.AwsRegion,
        "agent" => record.UserAgent,
        "arn" => record.Identity?.Arn,
        "account" => record.Identity?.AccountId,
        "key" => record.Identity?.AccessKeyId,
        "issuer" => record.Identity?.SessionIssuer?.Arn,
        "created" => record.Identity?.CreationDate?.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
        "mfa" => record.Identity?.MfaAuthenticated?.ToString(),
        "resources" => string.Join(" ", record.Resources.Select(resource => $"{resource.Arn}/{resource.AccountId}")),
        "bucket" => record.RequestParameters?.GetProperty("bucketName").GetString(),
        _ => throw new InvalidOperationException(member),
    };
}
