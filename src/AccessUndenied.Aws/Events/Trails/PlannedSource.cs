using System.Runtime.CompilerServices;

namespace AccessUndenied.Aws.Events.Trails;

/// <summary>The files of a partition.</summary>
internal sealed class PlannedSource(TrailPartition partition) : TrailSource
{
    public override string Name => partition.Source;

    public override async IAsyncEnumerable<TrailObject> ListAsync(TrailRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var planned in partition.Listed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return planned.Open();
        }
    }
}
