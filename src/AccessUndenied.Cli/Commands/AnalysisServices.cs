using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Remediations;
using AccessUndenied.Aws.Requests.Sessions;
using AccessUndenied.Cli.Output;
using AccessUndenied.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Cli.Commands;

/// <summary>Sets up the analyzer that a command was asked for.</summary>
internal sealed class AnalysisServices
{
    private readonly CommandConsole _console;
    private TrailSessionSource? _sessions;

    public AnalysisServices(CommandConsole console) => _console = console;

    /// <summary>The policies as they were, where they are read from snapshots; null where there is no history.</summary>
    public IPolicyHistory? History { get; init; }

    /// <summary>Adds the policies as they were, where they are read of the accounts; null where there is no history.</summary>
    public Action<AccessUndeniedBuilder>? LiveHistory { get; init; }

    /// <summary>The services; their owner disposes of them.</summary>
    /// <exception cref="AwsAccessException">AWS was asked for and cannot be reached.</exception>
    /// <exception cref="SnapshotFormatException">A file of policies cannot be read.</exception>
    public Task<ServiceProvider> BuildAsync(PolicyChoice options, CancellationToken cancellationToken) => BuildAsync(options, null, cancellationToken);

    /// <summary>The same, with the sessions behind records.</summary>
    public async Task<ServiceProvider> BuildAsync(PolicyChoice options, TrailSessionSource? sessions, CancellationToken cancellationToken)
    {
        _sessions = sessions;
        if (options.IsOffline)
        {
            return Build(options, builder => builder.UseSnapshot(Open(options)).ShareRepetitions());
        }

        var live = Build(options, builder => AddAccounts(builder, options));
        try
        {
            var caller = await live.GetRequiredService<AwsConnection>().GetCallerAsync(cancellationToken);
            _console.Log(Verbosity.Info, CommandMessages.ReadsAccounts(caller.Arn, caller.AccountId));
            return live;
        }
        catch (AwsAccessException exception) when (!options.AsksForAws)
        {
            await live.DisposeAsync();
            _console.Log(Verbosity.Warning, CommandMessages.NoPolicies(exception.Message));
            return Build(options, builder => AddWhatIsThere(builder, options, exception.Message));
        }
        catch
        {
            await live.DisposeAsync();
            throw;
        }
    }

    /// <summary>The services where nothing is asked of any network, because of <paramref name="why"/>; their owner disposes of them.</summary>
    /// <exception cref="SnapshotFormatException">A file of policies cannot be read.</exception>
    public ServiceProvider BuildFromWhatIsThere(PolicyChoice options, TrailSessionSource sessions, string why)
    {
        _sessions = sessions;
        return Build(options, builder => AddWhatIsThere(builder, options, why));
    }

    private ServiceProvider Build(PolicyChoice options, Action<AccessUndeniedBuilder> configure)
    {
        var services = new ServiceCollection().AddConsoleLogs(_console);
        services.Configure<ScriptOptions>(scripts => scripts.Profile = options.Connection.Profile);
        var builder = services.AddAccessUndenied().UseAwsEvents().AddEventFormats();
        if (_sessions is not null)
        {
            builder.UseSessions(_sessions);
        }

        if (History is not null && options.IsOffline)
        {
            builder.UsePolicyHistory(History);
        }

        configure(builder);
        return services.BuildServiceProvider();
    }

    private void AddAccounts(AccessUndeniedBuilder builder, PolicyChoice options)
    {
        builder.UseAws(options.Connection, options.ScpFile);
        LiveHistory?.Invoke(builder);
        _ = options.Simulator switch
        {
            SimulatorChoice.Iam => builder.UseIamSimulator(),
            SimulatorChoice.Both => builder.CrossCheckSimulators(),
            _ => builder,
        };
    }

    private void AddWhatIsThere(AccessUndeniedBuilder builder, PolicyChoice options, string why)
    {
        if (options.ScpFile is not null)
        {
            builder.UseSnapshot(Open(options));
        }
        else
        {
            builder.UseNoPolicySource(why);
        }
    }

    private Snapshot Open(PolicyChoice options)
    {
        var snapshot = Snapshot.Open(options.Snapshots, options.ScpFile);
        foreach (var note in snapshot.Notes)
        {
            _console.Log(Verbosity.Info, note);
        }

        return snapshot;
    }
}
