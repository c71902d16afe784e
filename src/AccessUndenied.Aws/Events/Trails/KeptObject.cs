namespace AccessUndenied.Aws.Events.Trails;

/// <summary>What an <see cref="ITrailCheckpoint"/> kept of an object.</summary>
public sealed class KeptObject(ReadOnlyMemory<byte> summary, IAsyncEnumerable<ReadOnlyMemory<byte>> findings)
{
    /// <summary>What its reading came to, as it was given.</summary>
    public ReadOnlyMemory<byte> Summary { get; } = summary;

    /// <summary>Its findings, as they were given and in their order.</summary>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> Findings { get; } = findings;
}
