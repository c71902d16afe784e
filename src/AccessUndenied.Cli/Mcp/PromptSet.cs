using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AccessUndenied.Cli.Mcp;

/// <summary>The prompts that a person can pick.</summary>
internal static class PromptSet
{
    private const string WhyDenied = "why_was_i_denied";
    private const string Overview = "review_denials";

    public static ListPromptsResult List() => new()
    {
        Prompts =
        [
            new()
            {
                Name = WhyDenied,
                Title = "Why was I denied?",
                Description = McpMessages.WhyDenied,
                Arguments = [new() { Name = "error", Title = "The error", Description = McpMessages.ErrorArgument, Required = true }],
            },
            new() { Name = Overview, Title = "Review the denials", Description = McpMessages.ReviewDenials },
        ],
    };

    /// <exception cref="McpProtocolException">There is no such prompt, or it lacks its argument.</exception>
    public static GetPromptResult Get(GetPromptRequestParams? request) => request?.Name switch
    {
        WhyDenied when request.Arguments?.TryGetValue("error", out var error) == true && error.ValueKind == JsonValueKind.String =>
            Of(McpMessages.WhyDenied, McpMessages.AskWhy(error.GetString()!)),
        WhyDenied => throw new McpProtocolException(McpMessages.PromptLacks("error"), McpErrorCode.InvalidParams),
        Overview => Of(McpMessages.ReviewDenials, McpMessages.AskForReview),
        _ => throw new McpProtocolException(McpMessages.NoPrompt(request?.Name, [WhyDenied, Overview]), McpErrorCode.InvalidParams),
    };

    private static GetPromptResult Of(string description, string text) => new()
    {
        Description = description,
        Messages = [new() { Role = Role.User, Content = new TextContentBlock { Text = text } }],
    };
}
