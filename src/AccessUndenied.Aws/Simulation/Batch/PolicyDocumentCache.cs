using System.Collections.Concurrent;
using System.IO.Hashing;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>Recognizes policy documents by their bytes, so that each is compiled once.</summary>
/// <remarks>Safe for several threads. Bounded: when the documents held exceed the limit, all are let go.</remarks>
internal sealed class PolicyDocumentCache
{
    private readonly ConcurrentDictionary<UInt128, CachedDocument> _documents = new();
    private readonly long _maxBytes;
    private long _bytes;

    public PolicyDocumentCache(long maxBytes = 64L << 20) => _maxBytes = maxBytes;

    /// <summary>What is known of the document in <paramref name="json"/>.</summary>
    public CachedDocument Get(ReadOnlySpan<byte> json)
    {
        // Strong enough against accidents; against intent the bytes themselves are compared.
        var hash = XxHash128.HashToUInt128(json);
        return _documents.TryGetValue(hash, out var document) && json.SequenceEqual(document.Json) ? document : Add(hash, json.ToArray());
    }

    private CachedDocument Add(UInt128 hash, byte[] json)
    {
        var document = CachedDocument.Read(json);
        if (Interlocked.Add(ref _bytes, json.Length) > _maxBytes)
        {
            _documents.Clear();
            Interlocked.Exchange(ref _bytes, json.Length);
        }

        _documents.TryAdd(hash, document);
        return document;
    }
}
