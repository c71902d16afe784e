using System.Text.Json;

namespace AccessUndenied.Packages.Tests;

/// <summary>A stranger's first steps with the packages.</summary>
public sealed class PackageUseTests
{
    [TestCase("net10.0")]
    [TestCase("net8.0")]
    public async Task ReadmeCode_InANewConsoleProject_ExplainsTheSampleEvents(string framework)
    {
        var folder = PackedRepository.NewUserFolder($"console-{framework}");
        await ShellCommand.SucceedAsync(folder, "dotnet", ["new", "console", "--name", "App", "--output", ".", "--no-restore"]);
        await TargetAsync(Path.Combine(folder, "App.csproj"), framework);
        await ShellCommand.SucceedAsync(folder, "dotnet", ["add", "package", "AccessUndenied.Aws", "--version", PackedRepository.Version]);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), RepositoryFiles.ReadmeCode());
        CopySamples(folder);

        await ShellCommand.SucceedAsync(folder, "dotnet", ["build", "-c", "Release", "-warnaserror", "-nodeReuse:false"]);
        var output = await ShellCommand.SucceedAsync(
            folder, "dotnet", [Path.Combine(folder, "bin", "Release", framework, "App.dll")], ("DOTNET_ROLL_FORWARD", "Major"));

        Lines(output).Should().HaveCount(52).And.Contain("b10d9555-3e71-44aa-ae58-2749fdc95a3e: Missing allow in an identity-based policy");
    }

    [Test]
    public async Task Tool_Installed_ExplainsTheSampleEvents()
    {
        var folder = PackedRepository.NewUserFolder("tool");
        await ShellCommand.SucceedAsync(
            folder, "dotnet", ["tool", "install", "AccessUndenied.Cli", "--tool-path", Path.Combine(folder, "tools"), "--version", PackedRepository.Version]);
        var tool = Path.Combine(folder, "tools", OperatingSystem.IsWindows() ? "access-undenied.exe" : "access-undenied");
        CopySamples(folder);

        (await ShellCommand.SucceedAsync(folder, tool, ["--version"])).Should().StartWith($"{PackedRepository.Version}\n");
        var output = await ShellCommand.SucceedAsync(
            folder, tool, ["analyze", "--events-file", "events.json", "--snapshot", "snapshot.json", "--format", "jsonl"]);

        var events = Lines(output).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("EventId").GetString()).ToList();
        events.Should().HaveCount(52).And.Contain("b10d9555-3e71-44aa-ae58-2749fdc95a3e");
    }

    [Test]
    public async Task ClusterTool_Installed_DoesAJobInItsOwnProcess()
    {
        var folder = PackedRepository.NewUserFolder("cluster-tool");
        await ShellCommand.SucceedAsync(
            folder, "dotnet", ["tool", "install", "AccessUndenied.Cluster", "--tool-path", Path.Combine(folder, "tools"), "--version", PackedRepository.Version]);
        var tool = Path.Combine(folder, "tools", OperatingSystem.IsWindows() ? "access-undenied-cluster.exe" : "access-undenied-cluster");
        CopySamples(folder);

        var output = await ShellCommand.SucceedAsync(folder, tool, ["submit", "--local", "analyze", "--snapshot", "snapshot.json", "--format", "jsonl", "events.json"]);

        Lines(output).Should().HaveCount(52);
    }

    private static async Task TargetAsync(string project, string framework)
    {
        // The template knows only the framework of its own SDK.
        var content = (await File.ReadAllTextAsync(project)).Replace("net10.0", framework, StringComparison.Ordinal);
        content.Should().Contain(framework);
        await File.WriteAllTextAsync(project, content);
    }

    private static void CopySamples(string folder)
    {
        foreach (var name in new[] { "events.json", "snapshot.json" })
        {
            File.Copy(RepositoryFiles.SampleFile(name), Path.Combine(folder, name));
        }
    }

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
