using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Replays;

namespace AccessUndenied.Cli.Commands;

/// <summary>The work on events that is done in partitions, in other processes or in this one.</summary>
internal interface IPartitionedWork
{
    /// <summary>The denied events, in the order of one process.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="pass">The reading that explains them here, which gives the denials that it met.</param>
    /// <param name="summary">Takes the counts.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="Output.CommandFailedException">What is asked for cannot be done in partitions, or the work failed.</exception>
    IAsyncEnumerable<CloudTrailEvent> ReadAsync(AnalyzeOptions options, TrailPass pass, ReadSummary summary, CancellationToken cancellationToken);

    /// <summary>What explains them: <paramref name="analyzer"/>, once for all that add the same to a finding.</summary>
    IAccessDeniedAnalyzer Explaining(IAccessDeniedAnalyzer analyzer);

    /// <summary>The replayed calls, in the order of one process.</summary>
    /// <param name="choice">What is asked for.</param>
    /// <param name="replay">What replays calls in this process.</param>
    /// <param name="options">How it does.</param>
    /// <param name="summary">Takes the counts.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="Output.CommandFailedException">What is asked for cannot be done in partitions, or the work failed.</exception>
    IAsyncEnumerable<ReplayedCall> ReplayAsync(ReplayChoice choice, IReplay replay, ReplayOptions options, ReadSummary summary, CancellationToken cancellationToken);
}
