using System.IO.Compression;
using System.Text.Json;

namespace AccessUndenied.Packages.Tests;

/// <summary>The tool as <c>build/pack.sh --native</c> makes it: native code for the platform at hand, and a package for all others.</summary>
/// <remarks>It takes a C toolchain, and minutes; a machine without clang leaves it out.</remarks>
public sealed class NativeToolTests
{
    private const string Package = "AccessUndenied.Cli";

    [Test]
    public async Task Tool_PackedNative_IsInstalledAsNativeCodeAndRunsWithoutInstallingToo()
    {
        if (!OperatingSystem.IsLinux() || !OnPath("clang"))
        {
            Assert.Ignore("left out: native code is made with clang (Debian: clang and zlib1g-dev), which is not here");
        }

        var feed = Path.Combine(PackedRepository.Folder, "native-feed");
        await PackedRepository.PackAsync(feed, Path.Combine(PackedRepository.Folder, "work"), "--only", "Cli", "--native");
        var runtime = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
        runtime = Directory.GetFiles(feed, $"{Package}.linux-*.nupkg").Should().ContainSingle("the platform is {0}", runtime).Which[(feed.Length + Package.Length + 2)..];
        runtime = runtime[..runtime.IndexOf('.', StringComparison.Ordinal)];
        File.Exists(Path.Combine(feed, $"{Package}.any.{PackedRepository.Version}.nupkg")).Should().BeTrue();
        NamesIn(Path.Combine(feed, $"{Package}.{runtime}.{PackedRepository.Version}.nupkg"))
            .Where(name => name.StartsWith("tools/", StringComparison.Ordinal)).Should().NotContain(name => name.EndsWith(".dbg", StringComparison.Ordinal))
            .And.NotContain(name => name.EndsWith(".dll", StringComparison.Ordinal));

        var folder = PackedRepository.NewUserFolder("native-tool", feed);
        await ShellCommand.SucceedAsync(folder, "dotnet", ["tool", "install", Package, "--tool-path", Path.Combine(folder, "tools"), "--version", PackedRepository.Version]);
        var tool = Path.Combine(folder, "tools", "access-undenied");
        IsNative(tool).Should().BeTrue();
        (await ShellCommand.SucceedAsync(folder, tool, ["--version"])).Should().StartWith($"{PackedRepository.Version}\n");
        var output = await ShellCommand.SucceedAsync(
            folder, tool,
            ["analyze", RepositoryFiles.SampleFile("events.json"), "--snapshot", RepositoryFiles.SampleFile("snapshot.json"), "--format", "jsonl"]);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("EventId").GetString())
            .Should().HaveCount(52).And.Contain("b10d9555-3e71-44aa-ae58-2749fdc95a3e");

        (await ShellCommand.SucceedAsync(folder, "dotnet", ["dnx", $"{Package}@{PackedRepository.Version}", "--yes", "--", "--version"]))
            .Should().Contain($"{PackedRepository.Version}\n");
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    // A program that starts a runtime has the name of its assembly in a few dozen kilobytes; native code has megabytes.
    private static bool IsNative(string path) => new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path).Length > 10_000_000;

    private static List<string> NamesIn(string path)
    {
        using var package = ZipFile.OpenRead(path);
        return package.Entries.Select(entry => entry.FullName).ToList();
    }
}
