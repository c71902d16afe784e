using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary>A trail's bucket on the command line.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TrailBucketTests
{
    private const string Key = "AWSLogs/123456789012/CloudTrail/eu-west-1/2026/05/04/123456789012_CloudTrail_eu-west-1_20260504T1005Z_AbCdEfGhIjKlMnOp.json";

    private static string Snapshot => Path.Combine(AppContext.BaseDirectory, "data", "snapshot.json");

    [Test]
    public async Task Analyze_BucketAndSnapshot_GivesWhatTheFileGivesAndAsksForNothingElse()
    {
        await using var fake = await StartAsync();
        var file = ProgramRun.Of("analyze", SampleOrganization.EventsPath, "--snapshot", Snapshot, "-f", "jsonl");

        var run = ProgramRun.In(Environment(fake), "", "analyze", "s3://example-trail/AWSLogs/", "--snapshot", Snapshot, "-f", "jsonl");

        run.ExitCode.Should().Be(0, because: run.Error);
        run.Lines.Should().Equal(file.Lines);
        fake.Calls.Select(call => call.Operation).Distinct().Should().BeEquivalentTo("s3:ListBucket", "s3:GetObject");
    }

    [Test]
    public async Task Analyze_RangeWithoutObjects_SaysSoAndEndsWell()
    {
        await using var fake = await StartAsync();
        var run = ProgramRun.In(Environment(fake), "", "analyze", "s3://example-trail", "--snapshot", Snapshot, "-f", "jsonl", "--from", "2026-06-01");
        run.ExitCode.Should().Be(0);
        run.Error.Should().Contain("no file or object was read: by their names").And.Contain("0 records read");
        fake.Calls.Should().NotContain(call => call.Operation == "s3:GetObject");
    }

    [Test]
    public async Task Analyze_BucketThatMayNotBeListed_EndsWithThePermission()
    {
        await using var fake = await StartAsync();
        fake.Faults.Deny("s3:ListBucket");
        var run = ProgramRun.In(Environment(fake), "", "analyze", "s3://example-trail", "--snapshot", Snapshot);
        (run.ExitCode, run.Text).Should().Be((1, ""));
        run.Error.Should().Contain("do not allow s3:ListBucket on arn:aws:s3:::example-trail");
    }

    [TestCase("s3://")]
    [TestCase("s3://a/b")]
    [TestCase("s3://bad bucket/prefix")]
    public void Analyze_NoBucket_ExitsWith2(string source)
    {
        var run = ProgramRun.Of("analyze", source);
        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("it has the form s3://bucket/prefix");
    }

    private static async Task<FakeAws> StartAsync() =>
        await FakeAws.StartAsync(SampleOrganization.Open().With("example-trail", Key, await File.ReadAllBytesAsync(SampleOrganization.EventsPath)));

    private static Dictionary<string, string> Environment(FakeAws fake) => new()
    {
        ["AWS_ENDPOINT_URL_S3"] = fake.Url.ToString(), ["AWS_ACCESS_KEY_ID"] = "AKIA123456789012USER", ["AWS_SECRET_ACCESS_KEY"] = "example", ["AWS_REGION"] = "eu-west-1",
    };
}
