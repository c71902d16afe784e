using System.Diagnostics;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary>A reading that goes on where it was stopped, however it was stopped.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CheckpointTests
{
    private const int Kills = 50;
    private const int Seed = 17;

    private static string Snapshot => Path.Combine(AppContext.BaseDirectory, "data", "snapshot.json");

    [Test]
    public void Analyze_KilledAtRandomManyTimes_EndsAsIfNothingHadBeen()
    {
        using var folder = new TemporaryFolder();
        var trail = MakeTrail(folder, files: 60, denials: 8);
        var checkpoint = Path.Combine(folder.Path, "c.db");
        string[] args = ["analyze", trail, "--snapshot", Snapshot, "-f", "jsonl"];
        var undisturbed = ProgramRun.Of(args);
        var random = new Random(Seed);

        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = ProgramRun.Start([.. args, "--checkpoint", checkpoint]);
            var error = process.StandardError.ReadToEndAsync();
            ReadAndKill(process, random.Next(undisturbed.Output.Length));
            error.GetAwaiter().GetResult();
        }

        var last = ProgramRun.Of([.. args, "--checkpoint", checkpoint]);
        last.ExitCode.Should().Be(0, because: last.Error);
        last.Output.Should().Equal(undisturbed.Output);
        last.Error.Should().Be(undisturbed.Error);
    }

    [Test]
    public void Analyze_LaterRun_ReadsOnlyWhatIsNewOrChanged()
    {
        using var folder = new TemporaryFolder();
        var trail = MakeTrail(folder, files: 4, denials: 2);
        string[] args = ["analyze", trail, "--snapshot", Snapshot, "-f", "jsonl", "--checkpoint", Path.Combine(folder.Path, "c.db")];
        var first = ProgramRun.Of(args);

        // One file whose content nobody can read any more, and nothing tells; one that changed; and a new one.
        Spoil(Path.Combine(trail, "001.json"));
        File.WriteAllText(Path.Combine(trail, "002.json"), Denial("changed"));
        File.WriteAllText(Path.Combine(trail, "009.json"), Denial("new"));
        var second = ProgramRun.Of(args);

        (first.ExitCode, second.ExitCode).Should().Be((0, 0), because: second.Error);
        second.Lines[..4].Should().Equal(first.Lines[..4]);
        second.Lines[4].Should().Contain("\"changed\"");
        second.Lines[5..7].Should().Equal(first.Lines[6..8]);
        second.Lines[7].Should().Contain("\"new\"");
        second.Lines.Should().HaveCount(8);
    }

    [Test]
    public void Analyze_OtherRangeThanBefore_HasWhatThatRangeHas()
    {
        using var folder = new TemporaryFolder();
        var trail = MakeTrail(folder, files: 2, denials: 3);
        string[] args = ["analyze", trail, "--snapshot", Snapshot, "-f", "jsonl", "--checkpoint", Path.Combine(folder.Path, "c.db")];

        ProgramRun.Of([.. args, "--region", "eu-west-1"]).Lines.Should().BeEmpty();
        ProgramRun.Of(args).Lines.Should().HaveCount(6);
    }

    [Test]
    public void Analyze_FileThatIsNoCheckpoint_IsLeftAlone()
    {
        using var folder = new TemporaryFolder();
        var trail = MakeTrail(folder, files: 1, denials: 1);
        var other = Path.Combine(folder.Path, "notes.txt");
        File.WriteAllText(other, "notes that are longer than the first bytes of any database, which has sixteen of them and then some more of its own");

        var run = ProgramRun.Of("analyze", trail, "--checkpoint", other);

        (run.ExitCode, run.Text).Should().Be((1, ""));
        run.Error.Should().Contain("is no checkpoint of this version");
        File.ReadAllText(other).Should().StartWith("notes");
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Analyze_CheckpointThatOthersMayWriteTo_IsNotTakenUp()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "c.db");
        string[] args = ["analyze", MakeTrail(folder, files: 1, denials: 1), "--snapshot", Snapshot, "-f", "jsonl", "--checkpoint", path];
        ProgramRun.Of(args).Lines.Should().HaveCount(1);
#pragma warning disable CA1416 // Not run on Windows.
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite);
#pragma warning restore CA1416

        var run = ProgramRun.Of(args);

        (run.ExitCode, run.Text).Should().Be((1, ""));
        run.Error.Should().Contain("others may write to").And.Contain("chmod 600");
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Analyze_Checkpoint_IsPrivate()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "c.db");
        ProgramRun.Of("analyze", MakeTrail(folder, files: 1, denials: 1), "--snapshot", Snapshot, "--checkpoint", path).ExitCode.Should().Be(0);
#pragma warning disable CA1416 // Not run on Windows.
        File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
#pragma warning restore CA1416
    }

    private static void ReadAndKill(Process process, int bytes)
    {
        var buffer = new byte[1 << 16];
        for (var read = 0; read < bytes;)
        {
            var count = process.StandardOutput.BaseStream.Read(buffer, 0, Math.Min(buffer.Length, bytes - read));
            if (count == 0)
            {
                break;
            }

            read += count;
        }

        process.Kill();
        process.WaitForExit();
    }

    private static string MakeTrail(TemporaryFolder folder, int files, int denials)
    {
        var trail = Directory.CreateDirectory(Path.Combine(folder.Path, "trail")).FullName;
        for (var file = 0; file < files; file++)
        {
            File.WriteAllText(Path.Combine(trail, $"{file:D3}.json"), $$"""{"Records":[{{string.Join(',', Enumerable.Range(0, denials).Select(i => Denial($"{file}-{i}")))}}]}""");
        }

        return trail;
    }

    private static string Denial(string id) => $$"""
        {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::123456789012:user/x","accountId":"123456789012","userName":"x"},"eventTime":"2026-05-04T10:00:00Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","awsRegion":"us-east-1","errorCode":"AccessDenied","errorMessage":"Access Denied","requestParameters":{"bucketName":"b","key":"{{id}}"},"eventID":"{{id}}","recipientAccountId":"123456789012"}
        """;

    private static void Spoil(string path)
    {
        var (time, length) = (File.GetLastWriteTimeUtc(path), new FileInfo(path).Length);
        File.WriteAllText(path, new string('x', (int)length));
        File.SetLastWriteTimeUtc(path, time);
    }
}
