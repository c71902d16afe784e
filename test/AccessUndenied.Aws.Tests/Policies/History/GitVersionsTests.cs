using System.Diagnostics;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Policies.History;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Policies.History;

/// <summary>Snapshots that are kept in Git: each committed version is of its time.</summary>
internal sealed class GitVersionsTests
{
    private const string Account = "123456789012";
    private const string Bucket = "arn:aws:s3:::data";

    private static readonly DateTimeOffset s_noon = new(2026, 5, 5, 12, 0, 0, TimeSpan.Zero);

    [Test] // HIST-05
    public async Task FindAsync_VersionsBeforeAndAfter_TellWhatStoodThere()
    {
        using var folder = new TemporaryFolder();
        var path = Repository(folder, Snapshot("09:00:00", "Then"), "{\"no\": \"snapshot\"}", Snapshot("13:00:00", "Then"), Snapshot("15:00:00", "Now"));
        var history = HistoryOf(folder, path, path);

        var moment = (await history.FindAsync(Request(), s_noon, default))!;

        moment.Policies.ResourcePolicy!.Document!.Statements.Should().ContainSingle().Which.Sid.Should().Be("Then");
        (await history.FindAsync(Request(), s_noon.AddHours(2), default))!.Policies.IsUnavailable(PolicyLayer.Resource).Should().BeTrue("it changed between 13:00 and 15:00, and nobody knows when");
        (await history.FindAsync(Request(), s_noon.AddHours(4), default))!.Policies.ResourcePolicy!.Document!.Statements[0].Sid.Should().Be("Now");
    }

    [Test]
    public void Of_VersionsOfOneDate_CountOnceAndTheNewestFirst()
    {
        using var folder = new TemporaryFolder();
        var path = Repository(folder, Snapshot("09:00:00", "A"), Snapshot("10:00:00", "B"), Snapshot("10:00:00", "C"));

        GitVersions.Of(path).Select(contents => contents.CollectedAt).Should().Equal(s_noon.AddHours(-2), s_noon.AddHours(-3));
    }

    [TestCase("loose.json")]
    [TestCase("none/loose.json")]
    [TestCase("-x.json")]
    [TestCase(":(glob)*")]
    public void Of_FileThatIsInNoRepository_NamesItAndTheWayOut(string name)
    {
        using var folder = new TemporaryFolder();
        Repository(folder, Snapshot("09:00:00", "A"));

        FluentActions.Invoking(() => GitVersions.Of(folder.File(name)).ToList()).Should().Throw<SnapshotFormatException>().Which.Message.Should().Contain(name).And.Contain("leave the option out");
    }

    [Test] // The repository's own settings run nothing.
    public void Of_RepositoryWithProgramsInItsSettings_RunsNone()
    {
        using var folder = new TemporaryFolder();
        var path = Repository(folder, Snapshot("09:00:00", "A"));
        var trace = folder.File("ran");
        Git(folder, "config", "core.fsmonitor", $"touch {trace}");
        Git(folder, "config", "core.pager", $"touch {trace}");
        Git(folder, "config", "diff.x.textconv", $"touch {trace}");
        File.WriteAllText(folder.File(".gitattributes"), "*.json diff=x filter=x");
        Git(folder, "config", "filter.x.smudge", $"touch {trace}");

        GitVersions.Of(path).Should().ContainSingle();

        File.Exists(trace).Should().BeFalse();
    }

    private static string Repository(TemporaryFolder folder, params string[] versions)
    {
        var path = folder.File("snapshot.json");
        Git(folder, "init", "-q");
        foreach (var version in versions)
        {
            File.WriteAllText(path, version);
            Git(folder, "add", "snapshot.json");
            Git(folder, "-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "commit", "-q", "--allow-empty", "-m", "snapshot");
        }

        return path;
    }

    private static void Git(TemporaryFolder folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = Path.GetDirectoryName(folder.File("x"))!, RedirectStandardError = true, UseShellExecute = false };
        arguments.ToList().ForEach(start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, because: error);
    }

    private static IPolicyHistory HistoryOf(TemporaryFolder folder, string path, string committed)
    {
        var trail = folder.File("trail.json");
        File.WriteAllText(trail, """{"Records":[]}""");
        return new PolicyHistory([path], null, new TrailPass([TrailSource.OfPath(trail)], [])) { CommittedSnapshots = [committed] };
    }

    private static AuthorizationRequest Request() => new()
    {
        Principal = new() { Kind = PrincipalKind.User, Id = $"arn:aws:iam::{Account}:user/jane", EntityId = $"arn:aws:iam::{Account}:user/jane", AccountId = Account, Name = "jane" },
        Action = "s3:GetObject",
        Resource = new($"{Bucket}/a", Account),
    };

    private static string Snapshot(string time, string sid) => new JsonObject
    {
        ["SnapshotVersion"] = 1, ["CollectedAt"] = $"2026-05-05T{time}Z",
        ["Accounts"] = new JsonObject
        {
            [Account] = new JsonObject
            {
                ["ResourcePolicies"] = new JsonObject
                {
                    [Bucket] = new JsonObject
                    {
                        ["Version"] = "2012-10-17",
                        ["Statement"] = new JsonArray(new JsonObject { ["Sid"] = sid, ["Effect"] = "Deny", ["Principal"] = "*", ["Action"] = "s3:*", ["Resource"] = $"{Bucket}/*" }),
                    },
                },
            },
        },
    }.ToJsonString();
}
