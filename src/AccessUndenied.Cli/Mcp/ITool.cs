using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace AccessUndenied.Cli.Mcp;

/// <summary>A tool that assistants may call.</summary>
internal interface ITool
{
    /// <summary>What it is called and takes.</summary>
    Tool Description { get; }

    /// <summary>Does it.</summary>
    /// <exception cref="ToolFaultException">The arguments are not what it takes, or the work cannot be done.</exception>
    Task<CallToolResult> CallAsync(ToolArguments arguments, CancellationToken cancellationToken);
}
