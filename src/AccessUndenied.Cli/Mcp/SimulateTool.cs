using System.Text;
using System.Text.Json;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Simulation.Batch;
using ModelContextProtocol.Protocol;

namespace AccessUndenied.Cli.Mcp;

/// <summary><c>simulate</c>: one request decided.</summary>
internal sealed class SimulateTool : ITool
{
    private readonly BatchSimulation _simulation;

    /// <param name="policies">Every kind of policy that a request does not give itself; null for none.</param>
    public SimulateTool(SnapshotPolicySource? policies) => _simulation = new(new LocalSimulator(), new() { PolicySource = policies });

    public Tool Description { get; } = new()
    {
        Name = "simulate",
        Title = "Simulate a request to AWS",
        Description = McpMessages.Simulate,
        InputSchema = ToolSchemas.Simulate,
        OutputSchema = ToolSchemas.Decision,
        Annotations = ToolSchemas.ReadOnly("Simulate a request to AWS"),
    };

    public async Task<CallToolResult> CallAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(Request(arguments)));
        using var output = new MemoryStream();
        await _simulation.RunAsync(input, output, cancellationToken);
        var result = JsonElement.Parse(output.GetBuffer().AsSpan(0, (int)output.Length));
        return result.TryGetProperty("error", out var error) && error.GetString() is { } why
            ? throw new ToolFaultException(why)
            : ToolAnswer.Of(Words(result), result);
    }

    // As the request itself, or, as some assistants like it, in a member of that name.
    private static string Request(ToolArguments arguments)
    {
        if (arguments.Value("request") is { } request)
        {
            return request.ValueKind != JsonValueKind.Object ? throw new ToolFaultException(McpMessages.NotOfKind("request", "an object"))
                : arguments.All.FirstOrDefault(other => other.Key != "request" && other.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)) is { Key: { } other }
                    ? throw new ToolFaultException(McpMessages.BesideRequest(other))
                    : request.GetRawText().ReplaceLineEndings(" ");
        }

        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in arguments.All)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Words(JsonElement result)
    {
        var text = new StringBuilder().Append(result.GetProperty("decision").GetString()).Append(": ").Append(result.GetProperty("assessment").GetString()).Append('\n');
        foreach (var layer in result.GetProperty("layers").EnumerateArray())
        {
            text.Append("  ").Append(layer.GetProperty("layer").GetString()).Append(' ').Append(layer.GetProperty("decision").GetString()).Append('\n');
        }

        return text.ToString();
    }
}
