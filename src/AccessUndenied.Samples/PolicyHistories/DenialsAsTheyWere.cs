using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Policies.History;
using AccessUndenied.Aws.Requests.Sessions;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Samples.PolicyHistories;

/// <summary>Explains denials by the policies as they were, and the sessions behind them, with one reading of the trail for both.</summary>
public static class DenialsAsTheyWere
{
    /// <summary>With snapshots that are kept in Git: each committed version is of its own date.</summary>
    /// <param name="events">A file of denied events.</param>
    /// <param name="trail">The file or folder that has the calls which made sessions and changed policies.</param>
    /// <param name="snapshot">A file in a working tree, whose committed versions are read with <c>git</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<AnalysisResult>> FromGitAsync(string events, string trail, string snapshot, CancellationToken cancellationToken)
    {
        var pass = new TrailPass([TrailSource.OfPath(trail)], []);
        var services = new ServiceCollection();
        services.AddAccessUndenied()
            .UseSnapshot(snapshot)
            .UsePolicyHistory(new PolicyHistory([snapshot], organizationPath: null, pass) { CommittedSnapshots = [snapshot] })
            .UseSessions(new TrailSessionSource(pass, tellsWhenMissing: false));
        return await ExplainAsync(services, events, cancellationToken);
    }

    /// <summary>With the accounts themselves: what is read of them is of now, and the trail, which has to reach up to now, tells what it was.</summary>
    /// <param name="events">A file of denied events.</param>
    /// <param name="trail">The file or folder that has the calls which made sessions and changed policies.</param>
    /// <param name="services">Has how AWS is reached (<c>AwsConnection</c>), or nothing of it, for the credentials of the environment.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<AnalysisResult>> FromAccountsAsync(string events, string trail, IServiceCollection services, CancellationToken cancellationToken)
    {
        var pass = new TrailPass([TrailSource.OfPath(trail)], []);
        services.AddAccessUndenied()
            .UseAws()
            .UseAwsHistory(pass)
            .UseSessions(new TrailSessionSource(pass, tellsWhenMissing: false));
        return await ExplainAsync(services, events, cancellationToken);
    }

    private static async Task<IReadOnlyList<AnalysisResult>> ExplainAsync(IServiceCollection services, string events, CancellationToken cancellationToken)
    {
        await using var provider = services.BuildServiceProvider();
        var analyzer = provider.GetRequiredService<IAccessDeniedAnalyzer>();
        await using var file = File.OpenRead(events);
        var results = new List<AnalysisResult>();
        await foreach (var result in analyzer.AnalyzeAsync(CloudTrailReader.ReadAsync(file, cancellationToken: cancellationToken), cancellationToken))
        {
            results.Add(result);
        }

        return results;
    }
}
