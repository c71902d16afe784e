namespace AccessUndenied.Aws.Events.Trails;

/// <summary>The partitions into which sources fall, by their listing alone: nothing is opened.</summary>
/// <remarks>
/// The same listing gives the same plan. A partition is a run of files that one process reads one after the other, so that the results of the partitions,
/// put together by number, are in that process's order. Streams cannot be planned.
/// </remarks>
public sealed class TrailPlan
{
    /// <summary>How many bytes a partition has at most, unless one file has more.</summary>
    public const long DefaultPartitionBytes = 64L << 20;

    // A listing is held as a whole where its partition is read.
    private const int MostObjects = 1000;

    private TrailPlan(IReadOnlyList<string> sources, IReadOnlyList<TrailPartition> partitions)
    {
        Sources = sources;
        Partitions = partitions;
    }

    /// <summary>The names of the sources, in their order.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>The partitions, in their order; none where nothing was listed.</summary>
    public IReadOnlyList<TrailPartition> Partitions { get; }

    /// <summary>The plan of files and folders.</summary>
    /// <param name="paths">The files and folders, in the order in which they are read.</param>
    /// <param name="range">What of them is asked for.</param>
    /// <param name="partitionBytes">How many bytes a partition has at most, unless one file has more; 1 or more.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    public static Task<TrailPlan> OfAsync(
        IEnumerable<string> paths, TrailRange range, long partitionBytes = DefaultPartitionBytes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return OfAsync(paths.Select(TrailSource.OfPath), range, partitionBytes, cancellationToken);
    }

    /// <summary>The plan of sources, such as parts of buckets.</summary>
    /// <param name="sources">The sources, in the order in which they are read; none that can be read only once.</param>
    /// <param name="range">What of them is asked for.</param>
    /// <param name="partitionBytes">How many bytes a partition has at most, unless one file has more; 1 or more.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="CloudTrailFormatException">While listing: a source cannot be listed, or there is nothing in a bucket.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    public static async Task<TrailPlan> OfAsync(
        IEnumerable<TrailSource> sources, TrailRange range, long partitionBytes = DefaultPartitionBytes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(range);
        ArgumentOutOfRangeException.ThrowIfLessThan(partitionBytes, 1);
        var all = sources.ToList();
        var partitions = new List<TrailPartition>();
        for (var i = 0; i < all.Count; i++)
        {
            var open = new TrailRun(i, all[i].Name, partitionBytes, partitions);
            await foreach (var listed in all[i].ListAsync(range, cancellationToken).ConfigureAwait(false))
            {
                open.Add(listed.ToPlan() ?? throw new ArgumentException(EventMessages.CannotPlan(listed.Name), nameof(sources)));
            }

            open.End();
        }

        return new([.. all.Select(source => source.Name)], partitions);
    }

    /// <summary>A plan that was made before.</summary>
    /// <param name="sources">The names of the sources, in their order.</param>
    /// <param name="partitions">The partitions, in their order.</param>
    public static TrailPlan Of(IEnumerable<string> sources, IEnumerable<TrailPartition> partitions)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(partitions);
        return new([.. sources], [.. partitions]);
    }

    /// <summary>The files of one source that are put into one partition.</summary>
    private sealed class TrailRun(int source, string name, long mostBytes, List<TrailPartition> partitions)
    {
        private List<PlannedObject> _objects = [];
        private (string? Account, string? Region, DateOnly? Day) _place;
        private long _bytes;

        public void Add(PlannedObject listed)
        {
            var found = TrailPlace.Of(listed.Name.Replace('\\', '/'));
            var place = (found?.Account, found?.Region, found?.Start is { } start && found.End - start <= TimeSpan.FromDays(1) ? DateOnly.FromDateTime(start.UtcDateTime) : (DateOnly?)null);
            if (_objects.Count > 0 && (place != _place || _objects.Count == MostObjects || _bytes + (listed.Length ?? 0) > mostBytes))
            {
                End();
            }

            _place = place;
            _bytes += listed.Length ?? 0;
            _objects.Add(listed);
        }

        public void End()
        {
            if (_objects.Count > 0)
            {
                partitions.Add(new()
                {
                    Number = partitions.Count, SourceNumber = source, Source = name, Account = _place.Account, Region = _place.Region, Day = _place.Day, Bytes = _bytes, Listed = _objects,
                });
            }

            (_objects, _bytes) = ([], 0);
        }
    }
}
