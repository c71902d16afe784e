using System.Text;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Tests.Formats;

namespace AccessUndenied.Aws.Tests.Fuzzing;

/// <summary>What spoilt inputs brought to light, each as the smallest input that shows it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FoundInputTests
{
    private const string Columns = "eventID,eventSource,eventName,errorCode,userIdentity,resources,requestParameters\n";
    private const string Good = "e,s3.amazonaws.com,GetObject,AccessDenied,\"{type=IAMUser, arn=arn:aws:iam::111111111111:user/a}\",,\n";

    // The whole run ended with an ArgumentException.
    [TestCase("e,s3.amazonaws.com,GetObject,AccessDenied,\"{type=IAMUser, arn=arn:aws:iam::111111111111:user/a}\",\"[{\"\"arn\"\":\"\"root\"\",\"\"arn\"\":\"\"arn:aws:s3:::data\"\"}]\",")]
    [TestCase("e,s3.amazonaws.com,GetObject,AccessDenied,\"{type=IAMUser, arn=arn:aws:iam::111111111111:user/a}\",\"[{\"\"accountid\"\":\"\"1\"\",\"\"accountId\"\":\"\"2\"\"}]\",")]
    [TestCase("e,s3.amazonaws.com,GetObject,AccessDenied,\"{type=IAMUser, arn=arn:aws:iam::111111111111:user/a}\",,\"{\"\"a\"\":[{\"\"b\"\":1,\"\"b\"\":2}]}\"")]
    public async Task Table_CellWithANameTwice_IsABadRecordAlone(string row)
    {
        var (events, summary) = await FormatFiles.ReadAsync(Encoding.UTF8.GetBytes(Columns + row + "\n" + Good), "t.csv");

        (summary.Bad, summary.Denied).Should().Be((1, 1));
        events[0].Problem.Should().StartWith("t.csv, record 1");
    }

    // A number that is none, or below 0, came out as another exception than a broken checkpoint's, or as a count.
    [TestCase("\"denied\":0", "\"denied\":0.5")]
    [TestCase("\"denied\":0", "\"denied\":-1")]
    [TestCase("\"denied\":0", "\"denied\":9223372036854775807")]
    [TestCase("\"files\":0", "\"files\":1e400")]
    [TestCase("\"denied\":0,", "")]
    public void Checkpoint_SummaryWithABadCount_IsBroken(string part, string spoilt)
    {
        var kept = Encoding.UTF8.GetString(KeptSummary.Write(new ReadSummary(), null));

        var reading = () => KeptSummary.Read(Encoding.UTF8.GetBytes(kept.Replace(part, spoilt, StringComparison.Ordinal)), out _);

        reading.Should().Throw<System.Text.Json.JsonException>();
    }

    // Bytes that are no text ended the reading with an exception; what they stand in is passed over now, and the rest is read.
    [Test]
    public void Details_ActionThatIsNoText_IsPassedOver()
    {
        var details = Encoding.UTF8.GetString(FuzzSeeds.Details()[0].Bytes).Replace("iam:PassRole", "iam:\u008d", StringComparison.Ordinal);
        using var answer = System.Text.Json.JsonDocument.Parse(Encoding.Latin1.GetBytes(details));

        AuthorizationDetailsRecord.TryRead(answer.RootElement, new Dictionary<string, System.Text.Json.JsonElement>(StringComparer.Ordinal), null, out var read, out _).Should().BeTrue();

        read!.Evaluations.Select(evaluation => evaluation.Action).Should().Equal("iam:AddRoleToInstanceProfile");
    }
}
