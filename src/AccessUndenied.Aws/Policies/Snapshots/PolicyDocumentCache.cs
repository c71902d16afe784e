using System.Collections.Concurrent;
using System.IO.Hashing;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Compiles policy documents on first use, once for each content however often it stands in the snapshot.</summary>
/// <remarks>A snapshot's own cannot grow beyond the snapshot, whose bytes are its keys; one that is shared has a limit, and starts anew beyond it.</remarks>
internal sealed class PolicyDocumentCache
{
    private readonly ConcurrentDictionary<ReadOnlyMemory<byte>, CompiledDocument> _byContent = new(new ByContent());
    private readonly long _maxBytes;
    private long _bytes;

    public PolicyDocumentCache(long maxBytes = long.MaxValue) => _maxBytes = maxBytes;

    /// <summary>The policy <paramref name="document"/>; with a problem instead of a document when it is none.</summary>
    /// <param name="document">The document; null when there is none.</param>
    /// <param name="attachment">Its name and where it is attached.</param>
    /// <param name="holder">What ought to have the document.</param>
    public AttachedPolicy Attach(JsonSlice? document, AttachedPolicy attachment, JsonSlice holder)
    {
        if (document is not { } slice)
        {
            return attachment with { Problem = SnapshotMessages.NoDocument(holder.Place, attachment.Id ?? attachment.Name) };
        }

        var compiled = Get(slice.Bytes);
        return compiled.Document is null
            ? attachment with { Problem = SnapshotMessages.Unparsable(slice.Place, compiled.Problem!) }
            : attachment with { Document = compiled.Document };
    }

    /// <summary>The document alone; null when it is none.</summary>
    public PolicyDocument? Find(JsonSlice document) => Get(document.Bytes).Document;

    private CompiledDocument Get(ReadOnlyMemory<byte> bytes)
    {
        if (_byContent.TryGetValue(bytes, out var known))
        {
            return known;
        }

        if (_maxBytes < long.MaxValue && Interlocked.Add(ref _bytes, bytes.Length) > _maxBytes)
        {
            _byContent.Clear();
            Interlocked.Exchange(ref _bytes, bytes.Length);
        }

        return _byContent.GetOrAdd(bytes, Compile);
    }

    private static CompiledDocument Compile(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return new(PolicyDocument.Parse(utf8), null);
        }
        catch (PolicyFormatException exception)
        {
            return new(null, exception.Message);
        }
    }

    private readonly record struct CompiledDocument(PolicyDocument? Document, string? Problem);

    private sealed class ByContent : IEqualityComparer<ReadOnlyMemory<byte>>
    {
        public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode(ReadOnlyMemory<byte> bytes) => (int)XxHash3.HashToUInt64(bytes.Span);
    }
}
