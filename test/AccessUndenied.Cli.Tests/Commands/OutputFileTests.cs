using System.Runtime.Versioning;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary>A file that is written is written whole or not at all, and nothing else is overwritten.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class OutputFileTests
{
    private static string Events => Path.Combine(AppContext.BaseDirectory, "data", "events.json");

    private static string Snapshot => Path.Combine(AppContext.BaseDirectory, "data", "snapshot.json");

    [Test]
    public void Analyze_RunThatFails_LeavesTheOlderFileAsItWas()
    {
        using var folder = new TemporaryFolder();
        var output = folder.Write("results.json", "older"u8.ToArray());
        var broken = folder.Write("events.json", "no JSON at all"u8.ToArray());

        var run = ProgramRun.Of("analyze", "--events-file", broken, "--snapshot", Snapshot, "--output-file", output);

        run.ExitCode.Should().Be(1);
        File.ReadAllText(output).Should().Be("older");
        Directory.GetFiles(folder.Path).Should().HaveCount(2);
    }

    [TestCase("--events-file")]
    [TestCase("--snapshot")]
    [TestCase("--scp-file")]
    public void Analyze_OutputThatIsAnInput_IsWrongUsageAndLeavesItAsItWas(string option)
    {
        using var folder = new TemporaryFolder();
        var input = folder.Write("input.json", "{}"u8.ToArray());
        string[] events = option == "--events-file" ? [] : ["--events-file", Events];

        var run = ProgramRun.Of(["analyze", .. events, option, input, "--output-file", Path.Combine(folder.Path, ".", "input.json")]);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("--output-file would overwrite");
        File.ReadAllText(input).Should().Be("{}");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "making links needs rights there")]
    public void Analyze_OutputThatIsASymbolicLink_IsRefusedAndItsTargetStays()
    {
        using var folder = new TemporaryFolder();
        var target = folder.Write("target.json", "precious"u8.ToArray());
        var link = Path.Combine(folder.Path, "results.json");
        File.CreateSymbolicLink(link, target);

        var run = ProgramRun.Of("analyze", "--events-file", Events, "--snapshot", Snapshot, "--output-file", link);

        run.ExitCode.Should().Be(1);
        run.Error.Trim().Should().EndWith("it is a symbolic link, which is not followed; name the file that is meant").And.NotContain("\n");
        File.ReadAllText(target).Should().Be("precious");
    }

    [TestCase("analyze", "--checkpoint", "--output-file")]
    [TestCase("analyze", "--checkpoint", "--scripts")]
    [TestCase("analyze", "--output-file", "--scripts")]
    [TestCase("replay", "--record", "--output-file")]
    public void Run_TwoOutputsToOneFile_IsWrongUsageBeforeAnythingIsWritten(string command, string one, string other)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "x.json");

        var run = ProgramRun.Of([command, Events, "--snapshot", Snapshot, one, path, other, Path.Combine(folder.Path, ".", "x.json")]);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain(one).And.Contain(other).And.Contain("would both be written to");
        Directory.GetFileSystemEntries(folder.Path).Should().BeEmpty();
    }

    [TestCase("analyze", "--checkpoint", "--snapshot")]
    [TestCase("analyze", "--output-file", "--trail")]
    [TestCase("replay", "--record", "--change")]
    [TestCase("replay", "--record", "--snapshot")]
    public void Run_OutputThatIsAnInput_IsWrongUsageAndLeavesItAsItWas(string command, string output, string input)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("input.json", "{}"u8.ToArray());

        var run = ProgramRun.Of([command, Events, "--snapshot", Snapshot, input, path, output, path]);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain($"{output} would overwrite");
        File.ReadAllText(path).Should().Be("{}");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "making links needs rights there")]
    public void Run_TwoOutputsToOneFileThroughALinkedFolder_IsWrongUsage()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "real"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "link"), Path.Combine(folder.Path, "real"));

        var run = ProgramRun.Of(
            "analyze", Events, "--snapshot", Snapshot, "--checkpoint", Path.Combine(folder.Path, "real", "x"), "--output-file", Path.Combine(folder.Path, "link", "x"));

        run.ExitCode.Should().Be(2);
    }

    [TestCase("analyze", "--output-file")]
    [TestCase("analyze", "--checkpoint")]
    [TestCase("replay", "--record")]
    [Platform(Exclude = "Win", Reason = "pipes have no names in folders there")]
    public void Run_OutputThatIsAPipe_IsRefusedAndThePipeStays(string command, string option)
    {
        using var folder = new TemporaryFolder();
        var pipe = Path.Combine(folder.Path, "pipe");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [pipe]))
        {
            made.WaitForExit();
        }

        var run = ProgramRun.Of(command, Events, "--snapshot", Snapshot, "--suppress-output", option, pipe);

        run.ExitCode.Should().Be(1);
        run.Error.Trim().Should().EndWith("it is a pipe, a socket or a device; name a file").And.NotContain("\n");
        Directory.GetFileSystemEntries(folder.Path).Should().ContainSingle();
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "the device is of Unix")]
    public void Replay_FixtureThatIsADevice_IsRefused()
    {
        var run = ProgramRun.Of("replay", Events, "--snapshot", Snapshot, "--suppress-output", "--record", "/dev/stdout");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("a device");
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    [Platform(Exclude = "Win", Reason = "modes and links are of Unix")]
    public void Analyze_Checkpoint_FollowsNoLinkAndIsItsOwnersAlone()
    {
        using var folder = new TemporaryFolder();
        var (link, empty) = (Path.Combine(folder.Path, "link"), folder.Write("empty", []));
        File.CreateSymbolicLink(link, Path.Combine(folder.Path, "target"));
        File.SetUnixFileMode(empty, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        var followed = ProgramRun.Of("analyze", Events, "--snapshot", Snapshot, "--suppress-output", "--checkpoint", link);
        var taken = ProgramRun.Of("analyze", Events, "--snapshot", Snapshot, "--suppress-output", "--checkpoint", empty);

        followed.ExitCode.Should().Be(1);
        followed.Error.Should().Contain("it is a symbolic link");
        File.Exists(Path.Combine(folder.Path, "target")).Should().BeFalse();
        taken.ExitCode.Should().Be(0, because: taken.Error);
        File.GetUnixFileMode(empty).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "the device is of Unix")]
    public void Analyze_OutputThatIsADevice_IsWrittenTo()
    {
        var run = ProgramRun.Of("analyze", "--events-file", Events, "--snapshot", Snapshot, "--format", "jsonl", "--output-file", "/dev/stdout", "--suppress-output");

        run.ExitCode.Should().Be(0, because: run.Error);
        run.Lines.Should().HaveCount(52);
    }

    [Test]
    public void Analyze_HostileFileName_DrivesNoTerminalAndForgesNoLine()
    {
        var run = ProgramRun.Of("analyze", "--events-file", "a\u001b]52;c;ZXZpbA==\u0007b\r\nERROR: forged\u202e.json", "--snapshot", Snapshot);

        run.ExitCode.Should().Be(1);
        run.Error.TrimEnd('\n').Should().NotContainAny("\u001b", "\u0007", "\r", "\n", "\u202e");
    }

    [TestCase("\u202e")]
    [TestCase("\u3164")]
    [TestCase("\ufe0f")]
    [TestCase("\u034f")]
    [TestCase("\U000E0041")]
    public void Simulate_HiddenCharacterInARequest_IsAnEscapeInTheResult(string hidden)
    {
        var run = ProgramRun.With($$"""{"id":"a{{hidden}}b","principal":"anonymous","action":"s3:GetObject","resource":"*"}""", "simulate", "--file", "-");

        run.Text.Should().NotContain(hidden).And.Contain("\\u");
        System.Text.Json.JsonDocument.Parse(run.Lines[0]).RootElement.GetProperty("id").GetString().Should().Be($"a{hidden}b");
    }
}
