using System.Text.Json;
using System.Text.Json.Nodes;

namespace AccessUndenied.Cli.Tests.Mcp;

/// <summary>A session with the server over its stdin and stdout, message by message.</summary>
internal sealed class McpSession
{
    private const string Initialize =
        """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"tests","version":"1"}}}""";

    private const string Initialized = """{"jsonrpc":"2.0","method":"notifications/initialized"}""";

    private readonly List<string> _lines = [Initialize, Initialized];
    private readonly string[] _args;
    private int _count;

    public McpSession(params string[] args) => _args = args;

    /// <summary>Adds a request; gives its id.</summary>
    public int Ask(string method, object? parameters = null)
    {
        var request = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = ++_count, ["method"] = method, ["params"] = JsonSerializer.SerializeToNode(parameters ?? new()) };
        _lines.Add(request.ToJsonString());
        return _count;
    }

    /// <summary>Adds a call of a tool; gives its id.</summary>
    public int Call(string tool, object arguments) => Ask("tools/call", new { name = tool, arguments });

    /// <summary>Adds a line as it is.</summary>
    public void Say(string line) => _lines.Add(line);

    /// <summary>Sends all, ends stdin, and gives the answers by id; stdout holds nothing else.</summary>
    public Dictionary<int, JsonElement> Run()
    {
        var run = ProgramRun.With(string.Join('\n', _lines) + "\n", ["mcp", .. _args]);
        run.ExitCode.Should().Be(0, run.Error);
        run.Error.Should().BeEmpty();
        var answers = new Dictionary<int, JsonElement>();
        foreach (var message in run.Lines.Select(line => JsonElement.Parse(line)).Where(message => message.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number))
        {
            answers.Add(message.GetProperty("id").GetInt32(), message);
        }

        return answers;
    }
}
