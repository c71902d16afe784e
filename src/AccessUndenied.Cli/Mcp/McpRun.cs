using System.Reflection;
using AccessUndenied.Aws.Fetching;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Requests.Sessions;
using AccessUndenied.Cli.Commands;
using AccessUndenied.Cli.Output;
using AccessUndenied.Formats;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace AccessUndenied.Cli.Mcp;

/// <summary>The work of <c>mcp</c>: answers until stdin ends.</summary>
internal sealed class McpRun
{
    private const string Name = "access-undenied";

    private readonly CommandConsole _console;

    public McpRun(CommandConsole console) => _console = console;

    /// <exception cref="CommandFailedException">A source of events is not there.</exception>
    public async Task<int> RunAsync(McpOptions options, CancellationToken cancellationToken)
    {
        if (options.Sources.FirstOrDefault(source => !S3TrailSource.IsLocation(source) && !Path.Exists(source)) is { } missing)
        {
            throw new CommandFailedException(CommandMessages.CannotRead(missing, new FileNotFoundException()));
        }

        using var evidence = options.Sources.Any(S3TrailSource.IsLocation) ? EventsInput.Connect(options.Policies.Connection) : null;
        var sessions = new TrailSessionSource(EvidenceOptions.PassOf(options.Sources, evidence), tellsWhenMissing: false);
        await using var services = await BuildAsync(options.Policies, sessions, cancellationToken);
        var analyzer = services.GetRequiredService<IAccessDeniedAnalyzer>();
        var findings = new FindingStore(_console, services, options.Policies.Connection, options.Sources);
        var tools = new ToolSet(
            new ExplainDenialTool(services, analyzer),
            new SimulateTool(options.Policies.IsOffline ? new SnapshotPolicySource(Snapshot.Open(options.Policies.Snapshots, options.Policies.ScpFile)) : null),
            new ReplayChangeTool(_console, services, options.Policies, options.Sources),
            new ListFindingsTool(findings));
        var logs = NullLoggerFactory.Instance;
        var open = new OpenRequests(TimeProvider.System);
        await using var input = new ObservedStream(new LimitedLines(CommandConsole.OpenInput(), ToolSet.RefusalOf), open.Received, open.WhenAnsweredAsync);
        await using var output = new ObservedStream(_console.OpenOutput(), open.Sent);
        await using var transport = new StreamServerTransport(input, output, Name, logs);
        await using var server = McpServer.Create(transport, Describe(open, tools, new FindingResources(findings)), logs, services);
        _console.Log(Verbosity.Info, McpMessages.Serving);
        await server.RunAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return ExitCodes.Done;
    }

    private async Task<ServiceProvider> BuildAsync(PolicyChoice policies, TrailSessionSource sessions, CancellationToken cancellationToken)
    {
        var services = new AnalysisServices(_console);
        return policies.IsOffline || policies.AsksForAws
            ? await services.BuildAsync(policies, sessions, cancellationToken)
            : services.BuildFromWhatIsThere(policies, sessions, McpMessages.NoPolicies);
    }

    private static McpServerOptions Describe(OpenRequests open, ToolSet tools, FindingResources resources) => new()
    {
        ServerInfo = new() { Name = Name, Title = "AccessUndenied", Version = Version() },
        ServerInstructions = McpMessages.Instructions,
        Capabilities = new() { Tools = new(), Resources = new(), Prompts = new() },
        Handlers = new()
        {
            ListToolsHandler = (_, _) => ValueTask.FromResult(tools.List()),
            CallToolHandler = (request, token) => open.WorkAsync(() => tools.CallAsync(request.Params, token)),
            ListResourcesHandler = (_, token) => open.WorkAsync(() => resources.ListAsync(token)),
            ListResourceTemplatesHandler = (_, _) => ValueTask.FromResult(FindingResources.Templates()),
            ReadResourceHandler = (request, token) => open.WorkAsync(() => resources.ReadAsync(request.Params, token)),
            ListPromptsHandler = (_, _) => ValueTask.FromResult(PromptSet.List()),
            GetPromptHandler = (request, _) => ValueTask.FromResult(PromptSet.Get(request.Params)),
        },
    };

    private static string Version() =>
        typeof(McpRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
