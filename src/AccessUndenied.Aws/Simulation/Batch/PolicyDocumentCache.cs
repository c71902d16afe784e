using System.Collections.Concurrent;
using System.IO.Hashing;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>Recognizes policy documents by their bytes, so that each is compiled once.</summary>
/// <remarks>Safe for several threads. Bounded: when the documents held exceed the limit, all are let go.</remarks>
internal sealed class PolicyDocumentCache
{
    private readonly ConcurrentDictionary<UInt128, Entry> _entries = new();
    private readonly long _maxBytes;
    private long _bytes;

    public PolicyDocumentCache(long maxBytes = 64L << 20) => _maxBytes = maxBytes;

    /// <summary>The document in <paramref name="json"/>, or why it is none.</summary>
    public PolicyDocument? Get(ReadOnlySpan<byte> json, out string? problem)
    {
        // Strong enough against accidents; against intent the bytes themselves are compared.
        var hash = XxHash128.HashToUInt128(json);
        if (_entries.TryGetValue(hash, out var entry) && json.SequenceEqual(entry.Json))
        {
            problem = entry.Problem;
            return entry.Document;
        }

        return Add(hash, json.ToArray(), out problem);
    }

    private PolicyDocument? Add(UInt128 hash, byte[] json, out string? problem)
    {
        problem = null;
        PolicyDocument? document = null;
        try
        {
            document = PolicyDocument.Parse(json);
        }
        catch (PolicyFormatException exception)
        {
            problem = exception.Message;
        }

        if (Interlocked.Add(ref _bytes, json.Length) > _maxBytes)
        {
            _entries.Clear();
            Interlocked.Exchange(ref _bytes, json.Length);
        }

        _entries.TryAdd(hash, new(json, document, problem));
        return document;
    }

    private sealed record Entry(byte[] Json, PolicyDocument? Document, string? Problem);
}
