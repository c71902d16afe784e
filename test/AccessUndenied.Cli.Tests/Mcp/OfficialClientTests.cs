using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace AccessUndenied.Cli.Tests.Mcp;

/// <summary>The server under the protocol's own client and inspector, which come from npm.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class OfficialClientTests
{
    private static readonly string s_client = Path.Combine(Here(), "client");
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Samples");

    [Test]
    public void Client_WholeSession_GetsAnswersOrNamedErrors()
    {
        NeedsPackage("sdk");
        using var folder = new TemporaryFolder();
        var calls = Path.Combine(folder.Path, "calls.json");
        File.WriteAllText(calls, """
            [{"name":"version","method":"serverVersion"},
             {"name":"ping","method":"ping"},
             {"name":"tools","method":"listTools"},
             {"name":"explain","method":"callTool","params":{"name":"explain_denial","arguments":{"text":"User: arn:aws:iam::123456789012:user/jane is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k because no identity-based policy allows the s3:GetObject action"}}},
             {"name":"simulate","method":"callTool","params":{"name":"simulate","arguments":{"principal":"arn:aws:iam::123456789012:role/app","action":"s3:GetObject","resource":"arn:aws:s3:::b/k"}}},
             {"name":"findings","method":"callTool","params":{"name":"list_findings","arguments":{"limit":2}}},
             {"name":"resources","method":"listResources"},
             {"name":"finding","method":"readResource","params":{"uri":"access-undenied://findings/1"}},
             {"name":"prompt","method":"getPrompt","params":{"name":"why_was_i_denied","arguments":{"error":"denied"}}},
             {"name":"bad tool","method":"callTool","params":{"name":"x","arguments":{}}},
             {"name":"bad resource","method":"readResource","params":{"uri":"access-undenied://findings/../1"}}]
            """);

        var (exitCode, output) = Run("node", Path.Combine(s_client, "session.mjs"), calls, "dotnet", ProgramRun.Program, "mcp",
            "--snapshot", Path.Combine(s_folder, "snapshot.json"), Path.Combine(s_folder, "events.json"));

        exitCode.Should().Be(0);
        var answers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToDictionary(answer => answer.GetProperty("name").GetString()!);
        answers.Values.Where(answer => !answer.GetProperty("ok").GetBoolean()).Select(answer => answer.GetProperty("name").GetString()).Should().Equal("bad tool", "bad resource");
        answers["explain"].GetProperty("answer").GetProperty("structuredContent").GetProperty("Results").GetArrayLength().Should().Be(1);
        answers["findings"].GetProperty("answer").GetProperty("structuredContent").GetProperty("Findings").GetArrayLength().Should().Be(2);
    }

    [Test]
    public void Inspector_ListsAndCallsTools()
    {
        NeedsPackage("inspector");

        var (listed, tools) = Inspect("--method", "tools/list");
        var (called, answer) = Inspect("--method", "tools/call", "--tool-name", "simulate", "--tool-arg", "principal=arn:aws:iam::123456789012:role/app",
            "--tool-arg", "action=s3:GetObject", "--tool-arg", "resource=arn:aws:s3:::b/k");

        (listed, called).Should().Be((0, 0));
        JsonElement.Parse(tools).GetProperty("tools").GetArrayLength().Should().BeGreaterThanOrEqualTo(3);
        JsonElement.Parse(answer).GetProperty("structuredContent").GetProperty("decision").GetString().Should().Be("implicitDeny");
    }

    private static (int ExitCode, string Output) Inspect(params string[] args) =>
        Run("node", [Path.Combine(s_client, "node_modules", ".bin", "mcp-inspector"), "--cli", "dotnet", ProgramRun.Program, "mcp", .. args]);

    private static void NeedsPackage(string name)
    {
        if (!Directory.Exists(Path.Combine(s_client, "node_modules", "@modelcontextprotocol", name)))
        {
            Assert.Ignore($"the protocol's own {name} is not there: npm install --no-package-lock --prefix test/AccessUndenied.Cli.Tests/Mcp/client");
        }
    }

    private static (int ExitCode, string Output) Run(string program, params string[] args)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        ProgramRun.SetEnvironment(start, ProgramRun.NoAccounts);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        TestContext.Out.WriteLine(error.GetAwaiter().GetResult());
        return (process.ExitCode, output);
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
