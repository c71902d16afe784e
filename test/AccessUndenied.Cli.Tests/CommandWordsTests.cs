namespace AccessUndenied.Cli.Tests;

/// <summary>What the command says names its own options, and not what a program would call them.</summary>
public sealed class CommandWordsTests
{
    [Test]
    public void Explain_WithoutCredentials_NamesOptionsOfTheCommandAlone()
    {
        var run = ProgramRun.Of("explain", "An error occurred (AccessDenied) when calling the ListBuckets operation: User: arn:aws:iam::123456789012:user/u is not authorized to perform: s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action");

        run.ExitCode.Should().Be(0);
        run.Error.Should().Contain("name a profile (--profile)").And.Contain("a snapshot (--snapshot) needs none").And.NotContain("AwsConnectionOptions").And.NotContain("UseSnapshot");
    }

    [Test]
    public void Analyze_SnapshotThatHoldsEvents_NamesTheOptionForThem()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("events.json", """{"Records": []}"""u8.ToArray());

        var run = ProgramRun.Of("analyze", file, "--snapshot", file);

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("it holds CloudTrail events: read it as such (--events-file)");
    }
}
