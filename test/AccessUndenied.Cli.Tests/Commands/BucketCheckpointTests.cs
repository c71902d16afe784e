using System.Globalization;
using System.Text;
using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary>A stranger's way: the command of the docs over a bucket, killed and given again.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class BucketCheckpointTests
{
    private const string Bucket = "amzn-s3-demo-bucket";
    private const int Objects = 60;

    private static string Snapshot => Path.Combine(AppContext.BaseDirectory, "data", "snapshot.json");

    [Test]
    public async Task Analyze_CommandOfTheDocsKilledAndGivenAgain_HasWhatAnUndisturbedRunHas()
    {
        using var folder = new TemporaryFolder();
        await using var fake = await StartAsync();
        var undisturbed = Path.Combine(folder.Path, "undisturbed.jsonl");
        ProgramRun.In(Environment(fake), "", CommandOfTheDocs(Path.Combine(folder.Path, "first"), undisturbed)).ExitCode.Should().Be(0);
        var (checkpoint, results) = (Path.Combine(folder.Path, "trail.checkpoint"), Path.Combine(folder.Path, "denials.jsonl"));
        var command = CommandOfTheDocs(checkpoint, results);

        foreach (var objects in new[] { 5, 20, 40 })
        {
            var before = Gets(fake);
            using var process = ProgramRun.Start(Environment(fake), command);
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            while (!process.HasExited && Gets(fake) - before < objects)
            {
                await Task.Delay(5);
            }

            process.Kill();
            await process.WaitForExitAsync();
            await Task.WhenAll(output, error);
        }

        var last = ProgramRun.In(Environment(fake), "", command);
        last.ExitCode.Should().Be(0, because: last.Error);
        File.ReadAllLines(results).Should().HaveCount(2 * Objects).And.Equal(File.ReadAllLines(undisturbed));
    }

    // With names of its own for the files.
    private static string[] CommandOfTheDocs(string checkpoint, string results)
    {
        var page = File.ReadLines(Path.Combine(Repository.Root, "docs", "command.md"));
        var line = page.Single(text => text.StartsWith("$ access-undenied analyze s3://", StringComparison.Ordinal) && text.Contains("--checkpoint", StringComparison.Ordinal));
        return [.. line.Split(' ')[2..].Select(word => word switch { "snapshot.json" => Snapshot, "trail.checkpoint" => checkpoint, "denials.html" => results, _ => word })];
    }

    private static int Gets(FakeAws fake) => fake.Calls.Count(call => call.Operation == "s3:GetObject");

    private static async Task<FakeAws> StartAsync()
    {
        var data = SampleOrganization.Open();
        for (var i = 0; i < Objects; i++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"AWSLogs/123456789012/CloudTrail/eu-west-1/2026/05/04/123456789012_CloudTrail_eu-west-1_20260504T10{i:D2}Z_AbCdEfGhIjKlMnOp.json");
            data = data.With(Bucket, key, Encoding.UTF8.GetBytes($$"""{"Records":[{{Denial($"{i}-a")}},{{Denial($"{i}-b")}}]}"""));
        }

        return await FakeAws.StartAsync(data);
    }

    private static string Denial(string id) => $$"""
        {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::123456789012:user/x","accountId":"123456789012","userName":"x"},"eventTime":"2026-05-04T10:00:00Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","awsRegion":"eu-west-1","errorCode":"AccessDenied","errorMessage":"Access Denied","requestParameters":{"bucketName":"b","key":"{{id}}"},"eventID":"{{id}}","recipientAccountId":"123456789012"}
        """;

    private static Dictionary<string, string> Environment(FakeAws fake) => new()
    {
        ["AWS_ENDPOINT_URL_S3"] = fake.Url.ToString(), ["AWS_ACCESS_KEY_ID"] = "AKIA123456789012USER", ["AWS_SECRET_ACCESS_KEY"] = "example", ["AWS_REGION"] = "eu-west-1",
    };
}
