using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Cli.Output;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AccessUndenied.Cli.Mcp;

/// <summary>The tools, and the calls to them.</summary>
internal sealed class ToolSet
{
    // A call that was too long to be held is asked under this name, so that it has an answer.
    private const string TooLong = "request-too-long";

    private readonly ITool[] _tools;

    public ToolSet(params ITool[] tools) => _tools = tools;

    public ListToolsResult List() => new() { Tools = [.. _tools.Select(tool => tool.Description)] };

    /// <summary>A request of this id that <see cref="CallAsync"/> refuses as too long.</summary>
    /// <param name="id">The id, as JSON.</param>
    public static string RefusalOf(string id) => $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"tools/call","params":{"name":"{{{TooLong}}}"}}""";

    /// <summary>Answers a call; what goes wrong with it is its answer too.</summary>
    /// <exception cref="McpProtocolException">There is no such tool.</exception>
    public async ValueTask<CallToolResult> CallAsync(CallToolRequestParams? call, CancellationToken cancellationToken)
    {
        if (call?.Name == TooLong)
        {
            throw new McpProtocolException(McpMessages.RequestTooLong, McpErrorCode.InvalidRequest);
        }

        var tool = Array.Find(_tools, tool => tool.Description.Name == call?.Name)
            ?? throw new McpProtocolException(McpMessages.NoTool(call?.Name, _tools.Select(tool => tool.Description.Name)), McpErrorCode.InvalidParams);
        try
        {
            return await tool.CallAsync(new(call!.Arguments, ToolSchemas.NamesOf(tool.Description)), cancellationToken);
        }
        catch (Exception exception) when (exception is ToolFaultException or CommandFailedException or CloudTrailFormatException or SnapshotFormatException
            or AwsAccessException or IOException or UnauthorizedAccessException)
        {
            return ToolAnswer.Fault(exception.Message);
        }
    }
}
