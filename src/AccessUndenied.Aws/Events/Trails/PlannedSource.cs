using System.Runtime.CompilerServices;

namespace AccessUndenied.Aws.Events.Trails;

/// <summary>The files of a partition.</summary>
/// <param name="partition">The partition.</param>
/// <param name="openInBucket">Finds an object of a bucket.</param>
internal sealed class PlannedSource(TrailPartition partition, Func<PlannedObject, TrailObject> openInBucket) : TrailSource
{
    public override string Name => partition.Source;

    public override async IAsyncEnumerable<TrailObject> ListAsync(TrailRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var planned in partition.Listed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return planned.IsInBucket ? openInBucket(planned) : planned.Open();
        }
    }
}
