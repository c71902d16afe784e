using System.Collections.Concurrent;
using System.IO.Hashing;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>Recognizes policy documents by their bytes, so that each is compiled once.</summary>
/// <remarks>
/// Safe for several threads, and bounded. Two generations: when the young one is full it becomes the old one, whose documents move up when they
/// are asked for again. Where hardly any document comes again, keeping them all would only be work for the garbage collector: then a document
/// is kept from the second time on.
/// </remarks>
internal sealed class GivenDocumentCache
{
    private const int SeenSlots = 1 << 14;

    // Below one in eight.
    private const int RarelyUsed = 8;

    private readonly ulong[] _seen = new ulong[SeenSlots];
    private readonly long _maxBytes;
    private ConcurrentDictionary<UInt128, CachedDocument> _young = new();
    private ConcurrentDictionary<UInt128, CachedDocument> _old = new();
    private long _youngBytes;
    private long _missedBytes;
    private long _comingAgain;
    private bool _keepsOnlySecond;

    /// <summary>A cache that holds documents of about twice <paramref name="maxBytes"/> of JSON.</summary>
    public GivenDocumentCache(long maxBytes = 8L << 20) => _maxBytes = maxBytes;

    /// <summary>What is known of the document in <paramref name="json"/>.</summary>
    /// <remarks>The answer may hold on to <paramref name="json"/> itself, whose bytes must stay until the request is done.</remarks>
    public CachedDocument Get(ReadOnlyMemory<byte> json)
    {
        // Strong enough against accidents; against intent the bytes themselves are compared.
        var hash = XxHash128.HashToUInt128(json.Span);
        if (_young.TryGetValue(hash, out var document) && document.IsOf(json.Span))
        {
            document.WasUsed = true;
            return document;
        }

        if (_old.TryGetValue(hash, out document) && document.IsOf(json.Span))
        {
            document.WasUsed = true;
            Keep(hash, document);
            return document;
        }

        return Read(hash, json);
    }

    private CachedDocument Read(UInt128 hash, ReadOnlyMemory<byte> json)
    {
        var comesAgain = Remember((ulong)hash);
        if (comesAgain)
        {
            Interlocked.Add(ref _comingAgain, json.Length);
        }

        if (Interlocked.Add(ref _missedBytes, json.Length) > _maxBytes)
        {
            Interlocked.Exchange(ref _missedBytes, 0);
            var again = Interlocked.Exchange(ref _comingAgain, 0);
            Volatile.Write(ref _keepsOnlySecond, IsRarelyUsed() && again < _maxBytes / RarelyUsed);
        }

        if (Volatile.Read(ref _keepsOnlySecond) && !comesAgain)
        {
            return CachedDocument.Read(json);
        }

        var document = CachedDocument.Read(json.ToArray());
        Keep(hash, document);
        return document;
    }

    private void Keep(UInt128 hash, CachedDocument document)
    {
        if (Interlocked.Add(ref _youngBytes, document.Length) > _maxBytes)
        {
            Interlocked.Exchange(ref _youngBytes, document.Length);
            _old = Interlocked.Exchange(ref _young, new());
        }

        _young.TryAdd(hash, document);
    }

    // Whether the slot of the hash was that document's already. Threads may overwrite each other, which only costs a compilation.
    private bool Remember(ulong hash)
    {
        ref var slot = ref _seen[hash % SeenSlots];
        if (Volatile.Read(ref slot) == hash)
        {
            return true;
        }

        Volatile.Write(ref slot, hash);
        return false;
    }

    private bool IsRarelyUsed()
    {
        int all = 0, used = 0;
        foreach (var (_, document) in _young)
        {
            all++;
            used += document.WasUsed ? 1 : 0;
        }

        return used < all / RarelyUsed || all == 0;
    }
}
