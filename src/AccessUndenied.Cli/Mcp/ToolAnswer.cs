using System.Buffers;
using System.Text;
using System.Text.Json;
using AccessUndenied.Reports;
using AccessUndenied.Text;
using ModelContextProtocol.Protocol;

namespace AccessUndenied.Cli.Mcp;

/// <summary>Answers of tools: JSON for programs, and a text for people.</summary>
internal static class ToolAnswer
{
    /// <summary>An answer whose JSON <paramref name="write"/> writes.</summary>
    public static CallToolResult Of(string text, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return Of(text, JsonElement.Parse(buffer.WrittenSpan));
    }

    public static CallToolResult Of(string text, JsonElement json) => new()
    {
        Content = [new TextContentBlock { Text = Visible(text) }],
        StructuredContent = json,
    };

    /// <summary>An answer that says why there is none.</summary>
    public static CallToolResult Fault(string message) => new() { Content = [new TextContentBlock { Text = VisibleText.Of(message) }], IsError = true };

    /// <summary>The text report that <paramref name="write"/> writes.</summary>
    public static string Text(ReportFormat format, bool isGrouped, Action<IReportWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = ReportWriters.Create(format, buffer, isGrouped, TextLayout.Plain);
        writer.Begin();
        write(writer);
        writer.End();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // Line breaks are the report's own; what else drives a terminal is made visible, wherever it may be shown.
    private static string Visible(string text) => string.Join('\n', text.Split('\n').Select(line => VisibleText.Of(line)));
}
