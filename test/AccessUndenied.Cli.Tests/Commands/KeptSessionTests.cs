using System.Text;
using System.Text.Json;
using AccessUndenied.Cli.Commands;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary>Calls that made sessions and stand in what is not read again: kept with a checkpoint, and anywhere in what is piped in.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class KeptSessionTests
{
    private static string Data => Path.Combine(AppContext.BaseDirectory, "data", "moment");

    private static string Snapshot => Path.Combine(Data, "session-snapshot.json");

    [Test]
    public void Analyze_CallReadByAnEarlierRunWithTheCheckpoint_IsFound()
    {
        using var folder = new TemporaryFolder();
        var (calls, denial, checkpoint) = Split(folder);
        var without = ProgramRun.Of("analyze", denial, "--snapshot", Snapshot, "-f", "json");

        // The first run explains a denial of its own, in the same trail as the calls.
        var first = ProgramRun.Of("analyze", Path.Combine(Data, "session.json"), "--snapshot", Snapshot, "--checkpoint", checkpoint);
        var second = ProgramRun.Of("analyze", denial, "--snapshot", Snapshot, "--checkpoint", checkpoint, "-f", "json");

        (first.ExitCode, second.ExitCode).Should().Be((0, 0), because: first.Error + second.Error);
        FoundIn(without).Should().BeFalse();
        FoundIn(second).Should().BeTrue();
        File.Delete(calls);
        Encoding.Latin1.GetString(File.ReadAllBytes(checkpoint)).Should().NotContain("sessionToken\":\"EXAMPLE");
    }

    [Test]
    public void Analyze_SessionInTheCheckpointThatIsNone_IsRefusedWithTheFileAndTheWayOut()
    {
        using var folder = new TemporaryFolder();
        var (_, denial, checkpoint) = Split(folder);
        ProgramRun.Of("analyze", denial, "--snapshot", Snapshot, "--checkpoint", checkpoint).ExitCode.Should().Be(0);
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={checkpoint};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO sessions (content) VALUES (CAST('[1' AS BLOB))";
            command.ExecuteNonQuery();
        }

        var run = ProgramRun.Of("analyze", denial, "--snapshot", Snapshot, "--checkpoint", checkpoint);

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain(checkpoint).And.Contain("delete it");
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Analyze_CallBehindTheDenialInWhatIsPipedIn_IsFoundWhereItIsSpooled(bool spools)
    {
        using var records = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Data, "session.json")));
        var backwards = string.Join('\n', records.RootElement.GetProperty("Records").EnumerateArray().Reverse().Select(record => JsonSerializer.Serialize(record)));

        var run = ProgramRun.With(backwards, ["analyze", "-", "--snapshot", Snapshot, "-f", "json", .. spools ? ["--spool"] : Array.Empty<string>()]);

        run.ExitCode.Should().Be(0, because: run.Error);
        FoundIn(run).Should().Be(spools);
    }

    [Test]
    public void Analyze_HistoryInWhatIsPipedInAndSpooled_IsThatOfAFile()
    {
        var (events, snapshot) = (Path.Combine(Data, "history.json"), Path.Combine(Data, "history-snapshot.json"));
        var both = $"{OneLine(events)}\n{OneLine(Path.Combine(Data, "history-trail.json"))}\n";
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "both.json");
        File.WriteAllText(file, both);

        var piped = ProgramRun.With(both, "analyze", "-", "--spool", "--snapshot", snapshot, "-f", "json");

        piped.ExitCode.Should().Be(0, because: piped.Error);
        piped.Text.Should().Contain("madeDenied").And.Be(ProgramRun.Of("analyze", file, "--snapshot", snapshot, "-f", "json").Text);
    }

    [Test]
    public async Task ReadAsync_Spool_IsItsOwnersAloneAndGoneAfterwards()
    {
        string name;
        using (var spool = await InputSpool.ReadAsync(new MemoryStream([1, 2, 3]), 3, default))
        {
            spool.Source.Name.Should().Be("stdin");
            name = Directory.GetFiles(Path.GetTempPath(), "access-undenied-*").Single(file => Same(file, [1, 2, 3]));
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(name).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        File.Exists(name).Should().BeFalse();
    }

    [Test]
    public async Task ReadAsync_MoreThanIsSetAside_IsRefusedWithTheWayOutAndLeavesNothing()
    {
        var content = Guid.NewGuid().ToByteArray();

        var reading = () => InputSpool.ReadAsync(new MemoryStream(content), 15, default);

        (await reading.Should().ThrowAsync<CommandFailedException>()).WithMessage("*write it to a file and name that*");
        Directory.GetFiles(Path.GetTempPath(), "access-undenied-*").Should().NotContain(file => Same(file, content));
    }

    private static bool Same(string file, byte[] content)
    {
        try
        {
            return new FileInfo(file).Length == content.Length && File.ReadAllBytes(file).AsSpan().SequenceEqual(content);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool FoundIn(ProgramRun run)
    {
        using var result = JsonDocument.Parse(run.Output);
        return result.RootElement.TryGetProperty("Session", out var session) && session.GetProperty("Found").GetBoolean();
    }

    private static string OneLine(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return JsonSerializer.Serialize(json.RootElement);
    }

    // The calls, and the denial in the session that they made, in files of their own.
    private static (string Calls, string Denial, string Checkpoint) Split(TemporaryFolder folder)
    {
        using var records = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Data, "session.json")));
        var all = records.RootElement.GetProperty("Records").EnumerateArray().Select(record => JsonSerializer.Serialize(record)).ToList();
        var (calls, denial) = (Path.Combine(folder.Path, "calls.json"), Path.Combine(folder.Path, "denial.json"));
        File.WriteAllLines(calls, all[..2]);
        File.WriteAllLines(denial, all[2..]);
        return (calls, denial, Path.Combine(folder.Path, "c.db"));
    }
}
