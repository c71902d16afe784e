namespace AccessUndenied.Aws.Events.Trails;

/// <summary>One input of a <see cref="TrailSource"/>, such as a file or an object of a bucket.</summary>
public abstract class TrailObject
{
    /// <summary>Its name in origins and messages, such as a path or <c>s3://bucket/key</c>; with nothing in it that acts on a terminal.</summary>
    public abstract string Name { get; }

    /// <summary>Its length in bytes; null where it is not known, as for a pipe.</summary>
    public virtual long? Length => null;

    /// <summary>What changes when its content does, such as an ETag or the time of its last change; null where nothing tells.</summary>
    public virtual string? Stamp => null;

    /// <summary>Why it is passed over unread, in one sentence; null where it is read.</summary>
    internal virtual string? PassedOver => null;

    /// <summary>Whether it stands alone, so that a fault of it is a fault of its source.</summary>
    internal virtual bool IsWhole => false;

    /// <summary>What of it goes into a plan, so that another process finds it; null where none can, as for a pipe.</summary>
    internal virtual PlannedObject? ToPlan() => null;

    /// <summary>Opens it, from its first byte; each time anew, but for what can be read only once.</summary>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="CloudTrailFormatException">It cannot be opened; the message names it and the way out.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    public abstract ValueTask<Stream> OpenAsync(CancellationToken cancellationToken);
}
