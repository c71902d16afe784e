using System.Diagnostics;
using System.Globalization;
using System.Text;
using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary>A queue on the command line: what was written is gone from it, and nothing else.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class QueueTests
{
    private const int Seed = 17;
    private const string Bucket = "example-trail";

    private static string Snapshot => Path.Combine(AppContext.BaseDirectory, "data", "snapshot.json");

    [TestCase("jsonl")]
    [TestCase("html")]
    public async Task Analyze_Queue_WritesWhatTheFilesGiveAndEmptiesIt(string format)
    {
        await using var fake = await StartAsync(messages: 12, denials: 3);
        using var folder = new TemporaryFolder();
        var run = ProgramRun.In(Environment(fake), "", "analyze", FakeQueue.Location, "--snapshot", Snapshot, "-f", format);

        run.ExitCode.Should().Be(0, because: run.Error);
        Enumerable.Range(0, 12).SelectMany(file => Enumerable.Range(0, 3).Select(i => $"e{file}-{i}")).Should().OnlyContain(id => run.Text.Contains(id, StringComparison.Ordinal));
        run.Error.Should().Contain("12 messages deleted from the queue").And.Contain("36 records read: 36 results");
        fake.Data.Queue().Bodies.Should().BeEmpty();
    }

    [Test]
    public async Task Analyze_OutputFile_DeletesWhenTheFileIsThere()
    {
        await using var fake = await StartAsync(messages: 3, denials: 1);
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "out.jsonl");
        fake.Faults.Deny("sqs:DeleteMessageBatch");
        var run = ProgramRun.In(Environment(fake), "", "analyze", FakeQueue.Location, "--snapshot", Snapshot, "-o", file, "--suppress-output");
        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("do not allow sqs:DeleteMessage on arn:aws:sqs:eu-west-1:111111111111:trail");
        (await File.ReadAllLinesAsync(file)).Should().HaveCount(3);
        fake.Data.Queue().Visible.Should().HaveCount(3, "what is not deleted is given back");
    }

    [Test]
    public async Task Analyze_MessageThatCannotBeUsed_IsNamedAndLeft()
    {
        await using var fake = await StartAsync(messages: 1, denials: 1);
        fake.Data.Queue("{\"hello\":\"world\"}");
        var run = ProgramRun.In(Environment(fake), "", "analyze", FakeQueue.Location, "--snapshot", Snapshot, "-f", "jsonl");
        run.ExitCode.Should().Be(0);
        run.Error.Should().Contain($"{FakeQueue.Location}, message m1 is left in the queue, whose redrive policy decides on it:").And.Contain("1 message deleted from the queue, 1 left in it");
        fake.Data.Queue().Bodies.Should().ContainSingle();
    }

    [Test]
    [Platform("Linux", Reason = "signals are of Unix")]
    public async Task Analyze_FollowedAndStopped_EndsWithWhatIsThereAndGivesTheRestBack()
    {
        await using var fake = await StartAsync(messages: 2, denials: 1);
        using var process = ProgramRun.Start(Environment(fake), "analyze", FakeQueue.Location, "--follow", "--snapshot", Snapshot, "-f", "jsonl");
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadLine().Should().Contain("e0-0");
        process.StandardOutput.ReadLine().Should().Contain("e1-0");
        fake.Data.Queue(Denial("later"));
        process.StandardOutput.ReadLine().Should().Contain("later");
        while (fake.Data.Queue().Bodies.Count > 0)
        {
            await Task.Delay(5);
        }

        using (var kill = Process.Start("kill", ["-s", "TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        (await error).Should().Be("access-undenied: stopped; 3 results are on stdout, the last of them whole\n");
        process.ExitCode.Should().Be(143);
    }

    [Test]
    public async Task Analyze_KilledAtRandom_LosesNothingAndMarksWhatMayComeTwice()
    {
        await using var fake = await StartAsync(messages: 60, denials: 10);
        var random = new Random(Seed);
        var written = new List<string>();
        for (var kill = 0; kill < 10; kill++)
        {
            using var process = ProgramRun.Start(Environment(fake), "analyze", FakeQueue.Location, "--snapshot", Snapshot, "-f", "jsonl");
            var error = process.StandardError.ReadToEndAsync();
            var lines = random.Next(1, 60);
            while (lines-- > 0 && await process.StandardOutput.ReadLineAsync() is { } line)
            {
                written.Add(line);
            }

            process.Kill();
            await process.WaitForExitAsync();

            // What stood in the pipe when it died was written, too; its last line may be half of one.
            written.AddRange((await process.StandardOutput.ReadToEndAsync()).Split('\n').Where(line => line.EndsWith('}')));
            await error;
            fake.Data.Queue().LetTimePass();
        }

        written.AddRange(ProgramRun.In(Environment(fake), "", "analyze", FakeQueue.Location, "--snapshot", Snapshot, "-f", "jsonl").Lines);

        var ids = written.ConvertAll(Id);
        ids.Distinct().Should().BeEquivalentTo(Enumerable.Range(0, 60).SelectMany(file => Enumerable.Range(0, 10).Select(i => $"e{file}-{i}")));
        written.GroupBy(Id).SelectMany(group => group.Skip(1)).Should().OnlyContain(line => line.Contains("a run that was stopped may have given this result before", StringComparison.Ordinal));
        fake.Data.Queue().Bodies.Should().BeEmpty();
    }

    [TestCase("names no queue", "analyze", "sqs://queue")]
    [TestCase("a queue is read alone", "analyze", FakeQueue.Location, "events.json")]
    [TestCase("--event-id and --checkpoint are for what can be read again", "analyze", FakeQueue.Location, "--event-id", "x")]
    [TestCase("--event-id and --checkpoint are for what can be read again", "analyze", FakeQueue.Location, "--checkpoint", "x")]
    [TestCase("--follow waits for more in a queue, and no queue is named", "analyze", "events.json", "--follow")]
    [TestCase("'access-undenied analyze' reads a queue", "replay", FakeQueue.Location)]
    public void Analyze_WrongUse_ExitsWith2(string message, params string[] args)
    {
        var run = ProgramRun.Of(args);
        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain(message);
    }

    private static string Id(string line) => line.Split("\"EventId\":\"")[1].Split('"')[0];

    private static async Task<FakeAws> StartAsync(int messages, int denials)
    {
        var data = SampleOrganization.Open();
        for (var file = 0; file < messages; file++)
        {
            var key = $"AWSLogs/123456789012/CloudTrail/eu-west-1/2026/05/04/{file}.json";
            data.With(Bucket, key, Encoding.UTF8.GetBytes($$"""{"Records":[{{string.Join(',', Enumerable.Range(0, denials).Select(i => Denial($"e{file}-{i}")))}}]}"""));
            data.Queue($$"""{"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"{{Bucket}}"},"object":{"key":"{{key}}"} } } ]}""");
        }

        return await FakeAws.StartAsync(data);
    }

    private static string Denial(string id) => $$"""
        {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::123456789012:user/x","accountId":"123456789012","userName":"x"},"eventTime":"2026-05-04T10:00:00Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","awsRegion":"us-east-1","errorCode":"AccessDenied","errorMessage":"Access Denied","requestParameters":{"bucketName":"b","key":"k"},"eventID":"{{id}}","recipientAccountId":"123456789012"}
        """;

    private static Dictionary<string, string> Environment(FakeAws fake) => new()
    {
        ["AWS_ENDPOINT_URL_S3"] = fake.Url.ToString(), ["AWS_ENDPOINT_URL_SQS"] = fake.Url.ToString(), ["AWS_ACCESS_KEY_ID"] = "AKIA123456789012USER", ["AWS_SECRET_ACCESS_KEY"] = "example", ["AWS_REGION"] = "eu-west-1",
    };
}
