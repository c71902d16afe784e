namespace AccessUndenied.Aws.Events.Trails;

/// <summary>Keeps what was found in which object, so that a reading that was stopped goes on where it was, and a later one reads only what is new.</summary>
/// <remarks>
/// Used by <see cref="TrailReader"/>. What it is given is opaque: texts of bytes that are given back as they were. An object is told by its name, length and
/// <see cref="TrailObject.Stamp"/>; one that differs in any of them is another one. What was begun and not completed counts for nothing, whenever the process ended.
/// <see cref="FindAsync"/> is called from several threads; the others one after the other.
/// </remarks>
public interface ITrailCheckpoint
{
    /// <summary>What was kept of an object; null where it is not there, or was not completed.</summary>
    /// <param name="source">The object, whose stamp is not null.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    ValueTask<KeptObject?> FindAsync(TrailObject source, CancellationToken cancellationToken);

    /// <summary>Begins to keep an object; what was kept of one with its name before is dropped.</summary>
    /// <param name="source">The object, whose stamp is not null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    ValueTask BeginAsync(TrailObject source, CancellationToken cancellationToken);

    /// <summary>Adds a finding of the object that was begun.</summary>
    /// <param name="finding">The finding; it may change after the call.</param>
    /// <param name="cancellationToken">Ends it.</param>
    ValueTask AddAsync(ReadOnlyMemory<byte> finding, CancellationToken cancellationToken);

    /// <summary>Ends the object that was begun: it is whole.</summary>
    /// <param name="summary">What its reading came to; it may change after the call.</param>
    /// <param name="cancellationToken">Ends it.</param>
    ValueTask CompleteAsync(ReadOnlyMemory<byte> summary, CancellationToken cancellationToken);
}
