using System.Text.Json;
using AccessUndenied.Aws.Fetching.Queues;

namespace AccessUndenied.Aws.Tests.Fetching.Queues;

/// <summary>What the body of a message says.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class MessageBodyTests
{
    private static IEnumerable<TestCaseData> Cases => CaseFiles.Read("Cases/Queues/Bodies.json").EnumerateArray().Select(entry => new TestCaseData(entry).SetArgDisplayNames(entry.GetProperty("name").GetString()!));

    [TestCaseSource(nameof(Cases))]
    public void Of_CaseFile_AgreesWithExpected(JsonElement entry)
    {
        var body = entry.GetProperty("body");
        var told = MessageBody.Of(body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText());
        var expected = entry.GetProperty("objects");
        (told.HoldsEvents ? "own" : told.Problem is null ? "" : "problem").Should().Be(expected.ValueKind == JsonValueKind.String ? expected.GetString() : "");
        told.Objects.Select(one => $"{one.Bucket} {one.Key}").Should().Equal(expected.ValueKind == JsonValueKind.Array ? expected.EnumerateArray().Select(one => one.GetString()) : []);
    }

    [TestCase("sqs://sqs.eu-west-1.amazonaws.com/111111111111/trail", "https://sqs.eu-west-1.amazonaws.com/111111111111/trail", "eu-west-1")]
    [TestCase("SQS://https://sqs.cn-north-1.amazonaws.com.cn/111111111111/trail.fifo/", "https://sqs.cn-north-1.amazonaws.com.cn/111111111111/trail.fifo", "cn-north-1")]
    [TestCase("sqs://vpce-1-2.sqs.us-east-2.vpce.amazonaws.com/111111111111/a_b-C9", "https://vpce-1-2.sqs.us-east-2.vpce.amazonaws.com/111111111111/a_b-C9", "us-east-2")]
    [TestCase("sqs://http://127.0.0.1:4566/000000000000/trail", "http://127.0.0.1:4566/000000000000/trail", null)]
    public void TryParse_Queue_HasItsUrlAndRegion(string text, string url, string? region)
    {
        QueueLocation.TryParse(text, out var location).Should().BeTrue();
        (location!.Url, location.Region).Should().Be((url, region));
    }

    [TestCase("sqs://")]
    [TestCase("sqs://queue")]
    [TestCase("sqs://sqs.eu-west-1.amazonaws.com")]
    [TestCase("sqs://sqs.eu-west-1.amazonaws.com/111111111111/")]
    [TestCase("sqs://sqs.eu-west-1.amazonaws.com/111111111111/a b")]
    [TestCase("sqs://sqs.eu-west-1.amazonaws.com/111111111111/a?x=y")]
    [TestCase("sqs://user@sqs.eu-west-1.amazonaws.com/111111111111/a")]
    [TestCase("https://sqs.eu-west-1.amazonaws.com/111111111111/trail")]
    public void TryParse_NoQueue_IsFalse(string text) => QueueLocation.TryParse(text, out _).Should().BeFalse();
}
