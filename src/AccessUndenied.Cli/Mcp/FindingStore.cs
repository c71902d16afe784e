using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Cli.Commands;
using AccessUndenied.Cli.Output;
using AccessUndenied.Reports;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Cli.Mcp;

/// <summary>The findings of the sources that the server was started with.</summary>
/// <remarks>Nothing else is read: an assistant that was talked into it cannot name a file.</remarks>
internal sealed class FindingStore
{
    private readonly CommandConsole _console;
    private readonly IServiceProvider _services;
    private readonly AwsConnectionOptions _connection;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private IReadOnlyList<Finding>? _known;

    public FindingStore(CommandConsole console, IServiceProvider services, AwsConnectionOptions connection, IReadOnlyList<string> sources)
    {
        _connection = connection;
        _console = console;
        _services = services;
        Sources = sources;
    }

    /// <summary>The files, folders and parts of buckets.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>The findings as they were last read, so that their numbers stay; read now where they never were.</summary>
    public Task<IReadOnlyList<Finding>> GetAsync(CancellationToken cancellationToken) => ReadAsync(anew: false, cancellationToken);

    /// <summary>The findings as the sources are now, those of most events first.</summary>
    public Task<IReadOnlyList<Finding>> ReadAgainAsync(CancellationToken cancellationToken) => ReadAsync(anew: true, cancellationToken);

    private async Task<IReadOnlyList<Finding>> ReadAsync(bool anew, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_known is null || anew)
            {
                var grouping = new ResultGrouping();
                var analyzer = _services.GetRequiredService<IAccessDeniedAnalyzer>();
                var events = new EventsInput(_console, _connection, _services.GetServices<IEventFormat>()).ReadAsync(Sources, TrailChoice.All, new ReadSummary(), cancellationToken);
                await foreach (var result in analyzer.AnalyzeAsync(events, cancellationToken))
                {
                    grouping.Add(result);
                }

                _known = grouping.ToFindings();
            }

            return _known;
        }
        finally
        {
            _turn.Release();
        }
    }
}
