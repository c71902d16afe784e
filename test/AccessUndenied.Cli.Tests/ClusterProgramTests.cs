using System.Runtime.Versioning;

namespace AccessUndenied.Cli.Tests;

/// <summary>The commands of a cluster, which another program does.</summary>
public sealed class ClusterProgramTests
{
    [TestCase("worker")]
    [TestCase("submit")]
    [TestCase("status")]
    [TestCase("result")]
    public void Run_CommandOfAClusterWithoutItsProgram_SaysHowToInstallIt(string command)
    {
        var run = ProgramRun.Of(command);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain($"'{command}' is a command of access-undenied-cluster").And.Contain("dotnet tool install AccessUndenied.Cluster");
        run.Output.Should().BeEmpty();
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    [Platform(Exclude = "Win", Reason = "the other program is a shell script here")]
    public void Run_CommandOfACluster_HandsOverTheCommandLineAsItIs()
    {
        using var folder = new TemporaryFolder();
        var program = Path.Combine(folder.Path, "access-undenied-cluster");
        File.WriteAllText(program, "#!/bin/sh\nfor word in \"$@\"; do echo \"<$word>\"; done\nexit 7\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var environment = new Dictionary<string, string>(ProgramRun.NoAccounts) { ["PATH"] = $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}" };

        var run = ProgramRun.In(environment, "", "submit", "--cluster", "redis://127.0.0.1:1", "analyze", "a b", "é");

        run.ExitCode.Should().Be(7);
        run.Lines.Should().Equal("<submit>", "<--cluster>", "<redis://127.0.0.1:1>", "<analyze>", "<a b>", "<é>");
    }
}
