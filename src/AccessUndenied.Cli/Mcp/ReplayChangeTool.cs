using System.Buffers;
using System.Text;
using System.Text.Json;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Replays;
using AccessUndenied.Cli.Commands;
using AccessUndenied.Cli.Output;
using AccessUndenied.Replays;
using AccessUndenied.Reports;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;

namespace AccessUndenied.Cli.Mcp;

/// <summary><c>replay_change</c>: what the recorded calls of the server's sources would meet under a proposed change.</summary>
internal sealed class ReplayChangeTool : ITool
{
    private const int LiveCallsAtOnce = 8;

    private readonly CommandConsole _console;
    private readonly IServiceProvider _services;
    private readonly PolicyChoice _policies;
    private readonly IReadOnlyList<string> _sources;

    /// <param name="console">Where messages go.</param>
    /// <param name="services">With what analyzes, over the policies as they are.</param>
    /// <param name="policies">Where the policies come from.</param>
    /// <param name="sources">The recorded calls; no other file is ever read.</param>
    public ReplayChangeTool(CommandConsole console, IServiceProvider services, PolicyChoice policies, IReadOnlyList<string> sources)
    {
        _console = console;
        _services = services;
        _policies = policies;
        _sources = sources;
    }

    public Tool Description { get; } = new()
    {
        Name = "replay_change",
        Title = "Replay recorded calls under a change",
        Description = McpMessages.ReplayChange,
        InputSchema = ToolSchemas.ReplayChange,
        OutputSchema = ToolSchemas.Replay,
        Annotations = ToolSchemas.ReadOnly("Replay recorded calls under a change"),
    };

    public async Task<CallToolResult> CallAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        if (_sources.Count == 0)
        {
            throw new ToolFaultException(McpMessages.NoSources);
        }

        if (!_policies.IsOffline && !_policies.AsksForAws)
        {
            throw new ToolFaultException(McpMessages.NoPoliciesToReplay);
        }

        var changes = Changes(arguments);
        var records = new EventsInput(_console, _policies.Connection, _services.GetServices<IEventFormat>()) { AllRecords = true }
            .ReadAsync(_sources, TrailChoice.All, new ReadSummary(), cancellationToken);
        var options = new ReplayOptions { Changes = changes, MaxConcurrency = _policies.IsOffline ? Environment.ProcessorCount : LiveCallsAtOnce };
        var tally = new ReplayTally(changes.Count > 0);
        await foreach (var call in _services.GetRequiredService<IReplay>().ReplayAsync(CloudTrailCalls.OfAsync(records, cancellationToken), options, cancellationToken))
        {
            tally.Add(call);
        }

        var result = tally.ToResult();
        result.Exemptions = ExemptionSearch.Of(result, changes);
        return ToolAnswer.Of(Encoding.UTF8.GetString(Written(result, ReportFormat.Text).WrittenSpan), JsonElement.Parse(Written(result, ReportFormat.Json).WrittenSpan));
    }

    private static IReadOnlyList<ProposedChange> Changes(ToolArguments arguments)
    {
        if (arguments.Value("changes") is not { } given)
        {
            return [];
        }

        if (given.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
        {
            throw new ToolFaultException(McpMessages.NotOfKind("changes", "a change, or a list of changes"));
        }

        try
        {
            return ChangeFile.Parse(Encoding.UTF8.GetBytes(given.GetRawText()), "changes");
        }
        catch (ChangeFormatException exception)
        {
            throw new ToolFaultException(exception.Message, exception);
        }
    }

    private static ArrayBufferWriter<byte> Written(ReplayResult result, ReportFormat format)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ReplayReport.Write(result, format, buffer, TextLayout.Plain);
        return buffer;
    }
}
