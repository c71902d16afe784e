using AccessUndenied.Cli.Commands;

namespace AccessUndenied.Cli.Mcp;

/// <summary>What <c>mcp</c> was told.</summary>
internal sealed record McpOptions
{
    /// <summary>The files and folders of events; none where there are no findings to tell of.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Where the policies come from, and who decides by them.</summary>
    public required PolicyChoice Policies { get; init; }
}
