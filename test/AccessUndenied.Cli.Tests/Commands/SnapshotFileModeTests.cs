using System.Runtime.Versioning;
using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary>What holds every policy of an organization is for its owner alone.</summary>
[UnsupportedOSPlatform("windows")]
[Platform(Exclude = "Win", Reason = "files have no such modes there")]
public sealed class SnapshotFileModeTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [TestCase("snapshot")]
    [TestCase("get-scps")]
    public async Task Command_NewFile_IsItsOwnersAlone(string command)
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "out.json");

        Run(fake, command, "--output-file", path).ExitCode.Should().Be(0);

        File.GetUnixFileMode(path).Should().Be(OwnerOnly);
    }

    [Test]
    public async Task Snapshot_ThatIsNotWhole_KeepsItsPartsForItsOwnerAlone()
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var folder = new TemporaryFolder();
        fake.Faults.Fail("sqs:GetQueueAttributes", 1_000);

        Run(fake, "snapshot", "--output-file", Path.Combine(folder.Path, "out.json"), "--resource", "arn:aws:sqs:eu-west-1:111111111111:jobs");

        var kept = Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).ToList();
        kept.Should().NotBeEmpty().And.OnlyContain(file => File.GetUnixFileMode(file) == OwnerOnly);
    }

    private static ProgramRun Run(FakeAws fake, params string[] args) => ProgramRun.In(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_ENDPOINT_URL"] = fake.Url.ToString(),
            ["AWS_ACCESS_KEY_ID"] = $"AKIA{SampleOrganization.Management}USER",
            ["AWS_SECRET_ACCESS_KEY"] = "example",
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_MAX_ATTEMPTS"] = "1",
        },
        "",
        args);
}
