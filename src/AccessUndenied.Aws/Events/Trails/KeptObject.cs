namespace AccessUndenied.Aws.Events.Trails;

/// <summary>What an <see cref="ITrailCheckpoint"/> kept of an object.</summary>
/// <param name="Summary">What its reading came to, as it was given.</param>
/// <param name="Findings">Its findings, as they were given and in their order.</param>
public sealed record KeptObject(ReadOnlyMemory<byte> Summary, IAsyncEnumerable<ReadOnlyMemory<byte>> Findings);
