using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Policies;
using AccessUndenied.Results;
using AccessUndenied.Samples.PolicyHistories;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Cli.Tests.Samples;

/// <summary>The data of <c>data/moment</c>: carol deletes a policy at 03:10:44, a call is refused at 03:12:09, and jane puts the policy back at 03:41:02.</summary>
public sealed class DenialsAsTheyWereTests
{
    private static string Data => Path.Combine(AppContext.BaseDirectory, "data", "moment");

    [Test]
    public async Task FromGitAsync_VersionsOfTheSnapshot_TellWhatStoodThereAndWhoChangedIt()
    {
        using var folder = new TemporaryFolder();
        var snapshot = Path.Combine(folder.Path, "snapshot.json");
        Git(folder, "init", "--quiet");
        foreach (var version in new[] { "history-snapshot.json", "history-snapshot-later.json" })
        {
            // A copy would keep the time of the file, by which Git tells that one of the same length has changed.
            await File.WriteAllBytesAsync(snapshot, await File.ReadAllBytesAsync(Path.Combine(Data, version)));
            Git(folder, "add", "snapshot.json");
            Git(folder, "commit", "--quiet", "--message", version);
        }

        var result = (await DenialsAsTheyWere.FromGitAsync(Path.Combine(Data, "history.json"), Path.Combine(Data, "history-trail.json"), snapshot, default)).Single();

        ShouldTellTheWholeStory(result);
        result.History!.Changes.Should().HaveCount(2);
    }

    [Test]
    public async Task FromAccountsAsync_PoliciesOfNowAndTheTrail_TellWhatStoodThereAndWhoChangedIt()
    {
        using var folder = new TemporaryFolder();
        await using var fake = await FakeAws.StartAsync(FakeData.Open(Path.Combine(Data, "history-snapshot.json")));
        using var connection = SampleOrganization.Connect(fake);
        var services = new ServiceCollection().AddSingleton(connection);

        var result = (await DenialsAsTheyWere.FromAccountsAsync(Lately(folder, "history.json"), Lately(folder, "live-trail.json"), services, default)).Single();

        ShouldTellTheWholeStory(result);
    }

    private static void ShouldTellTheWholeStory(AnalysisResult result)
    {
        result.Assessment.ToText().Should().Be("Missing allow in an identity-based policy");
        result.History!.Changes.Where(change => change.Effect != ChangeEffect.None).Select(change => (change.Action, change.Effect)).Should().Equal(
            ("iam:DeleteRolePolicy", ChangeEffect.MadeDenied), ("iam:PutRolePolicy", ChangeEffect.MadeAllowed));
        result.History.Unknown.Should().BeEmpty();
        result.Evidence.Notes.Should().Contain(note => note.Id == "policies-of-now");
    }

    // What is read of the accounts is of now, so that what happened is to be of a few hours ago.
    private static string Lately(TemporaryFolder folder, string name)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Data, name)))!;
        var by = TimeProvider.System.GetUtcNow().AddHours(-6) - new DateTimeOffset(2026, 11, 27, 3, 0, 0, TimeSpan.Zero);
        foreach (var record in json["Records"]!.AsArray())
        {
            var time = DateTimeOffset.Parse(record!["eventTime"]!.GetValue<string>(), CultureInfo.InvariantCulture);
            record["eventTime"] = (time + by).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        }

        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, json.ToJsonString());
        return path;
    }

    private static void Git(TemporaryFolder folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = folder.Path, RedirectStandardError = true };
        foreach (var argument in (string[])["-c", "user.name=samples", "-c", "user.email=samples@example.org", "-c", "commit.gpgsign=false", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, because: error);
    }
}
