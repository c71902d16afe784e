using System.Text;

namespace AccessUndenied.Cluster.Tests.Programs;

/// <summary><c>submit --local</c>: the work of a job in one process, without a store.</summary>
public sealed class LocalSubmitTests
{
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void Write()
    {
        _folder = new();
        SampleTrail.Write(_folder.Path, files: 24, recordsAFile: 10, seed: 5);
    }

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [TestCase("analyze", "--group", "--format", "json")]
    [TestCase("analyze", "--format", "jsonl", "--from", "2026-01-02", "--account", "123456789012")]
    [TestCase("replay", "--change", "CHANGE", "--format", "jsonl")]
    public async Task Submit_Local_WritesWhatTheCommandWrites(params string[] args)
    {
        string[] command = [.. args.Select(arg => arg == "CHANGE" ? SampleTrail.Change : arg), "--snapshot", SampleTrail.Snapshot, _folder.Path];
        var expected = await ProgramProcess.CommandAsync(command);

        var (exitCode, output, error) = await ProgramProcess.ClusterAsync(["submit", "--local", .. command]);

        output.Should().Equal(expected.Output, because: error);
        error.Should().Be(expected.Error);
        exitCode.Should().Be(expected.ExitCode);
    }

    [Test]
    public async Task Submit_LocalWithCheckpoint_GoesOnWithWhatIsThere()
    {
        var checkpoint = Path.Combine(_folder.Path, "..", $"{Path.GetFileName(_folder.Path)}.db");
        string[] command = ["submit", "--local", "analyze", "--group", "--snapshot", SampleTrail.Snapshot, _folder.Path, "--checkpoint", checkpoint];
        try
        {
            var first = await ProgramProcess.ClusterAsync(command);
            (await ProgramProcess.ClusterAsync(command)).Output.Should().Equal(first.Output).And.NotBeEmpty();
        }
        finally
        {
            File.Delete(checkpoint);
        }
    }

    [TestCase("give the cluster with --cluster", "submit", "analyze", "x.json")]
    [TestCase("say what is to be done", "submit", "--local")]
    [TestCase("is no store", "worker", "--cluster", "http://x")]
    [TestCase("'postgres://host/db' is no store", "worker", "--cluster", "postgres://host/db")]
    [TestCase("'host/db?sslmode=maybe' is no store", "worker", "--cluster", "postgres://user:secret@host/db?sslmode=maybe")]
    public async Task Run_WrongUsage_SaysWhatToGive(string expected, params string[] args)
    {
        var (exitCode, output, error) = await ProgramProcess.ClusterAsync(args);

        exitCode.Should().Be(2, error);
        error.Should().Contain(expected);
        output.Should().BeEmpty();
    }

    [Test]
    public async Task Submit_SourceThatOthersCannotReach_IsRefused()
    {
        var (exitCode, _, error) = await ProgramProcess.ClusterAsync("submit", "--local", "analyze", "--snapshot", SampleTrail.Snapshot, "-");

        exitCode.Should().Be(1);
        error.Should().Contain("cannot be read in partitions");
    }

    [TestCase("--suggest", "arn:aws:iam::123456789012:user/alice")]
    [TestCase("--record", "calls.json")]
    public async Task Submit_WhatIsNotMadeOfPartitions_IsRefusedInOneLine(string option, string value)
    {
        var (exitCode, output, error) = await ProgramProcess.ClusterAsync("submit", "--local", "replay", "--snapshot", SampleTrail.Snapshot, _folder.Path, option, value);

        exitCode.Should().Be(1);
        error.Trim().Split('\n').Should().ContainSingle().Which.Should().Contain("--suggest and --record are not made of partitions");
        output.Should().BeEmpty();
    }

    [TestCase("analyze", "--group", "--format", "json")]
    [TestCase("replay", "--change", "CHANGE", "--format", "jsonl")]
    public async Task Submit_LocalOverABucketThatThrottlesHalfOfAllRequests_WritesWhatTheCommandWrites(params string[] args)
    {
        using var bucket = new BucketServer(_folder.Path, throttles: true);
        string[] command = [.. args.Select(arg => arg == "CHANGE" ? SampleTrail.Change : arg), "--snapshot", SampleTrail.Snapshot, $"s3://{BucketServer.Bucket}/AWSLogs/"];
        var expected = await ProgramProcess.CommandAsync(bucket.Environment, command);

        var (exitCode, output, error) = await ProgramProcess.ClusterAsync(bucket.Environment, ["submit", "--local", "--partition-mb", "1", .. command]);

        output.Should().Equal(expected.Output, because: error);
        error.Should().Be(expected.Error);
        exitCode.Should().Be(expected.ExitCode);
        bucket.Refused.Should().BePositive();
    }

    [TestCase("redis://:secret@127.0.0.1:1", "redis://127.0.0.1:1")]
    [TestCase("postgres://user:secret@127.0.0.1:1/db?sslmode=require", "postgres://user@127.0.0.1:1/db")]
    public async Task Status_StoreThatDoesNotAnswer_NamesItWithoutThePassword(string store, string named)
    {
        var (exitCode, _, error) = await ProgramProcess.ClusterAsync("status", "--cluster", store);

        exitCode.Should().Be(1);
        error.Should().Contain($"{named} does not answer").And.NotContain("secret");
        Encoding.UTF8.GetByteCount(error).Should().BeGreaterThan(0);
    }
}
