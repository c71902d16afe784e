using AccessUndenied.Aws.Events;
using AccessUndenied.Replays;

namespace AccessUndenied.Cli.Commands;

/// <summary>The work on events that is done in partitions, in other processes or in this one.</summary>
internal interface IPartitionedWork
{
    /// <summary>The denied events, in the order of one process.</summary>
    /// <exception cref="Output.CommandFailedException">What is asked for cannot be done in partitions, or the work failed.</exception>
    IAsyncEnumerable<CloudTrailEvent> ReadAsync(AnalyzeOptions options, ReadSummary summary, CancellationToken cancellationToken);

    /// <summary>What explains them: <paramref name="analyzer"/>, once for all that add the same to a finding.</summary>
    IAccessDeniedAnalyzer Explaining(IAccessDeniedAnalyzer analyzer);

    /// <summary>The replayed calls, in the order of one process.</summary>
    /// <exception cref="Output.CommandFailedException">What is asked for cannot be done in partitions, or the work failed.</exception>
    IAsyncEnumerable<ReplayedCall> ReplayAsync(ReplayChoice choice, ReadSummary summary, CancellationToken cancellationToken);
}
