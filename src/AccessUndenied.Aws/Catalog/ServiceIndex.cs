namespace AccessUndenied.Aws.Catalog;

/// <summary>The services by prefix, each read on its first use.</summary>
internal sealed class ServiceIndex
{
    private readonly CatalogText _text;
    private readonly Lazy<ConditionKeyTable> _keys;
    private readonly Slot[] _slots;
    private readonly NameTable<Slot> _slotsByPrefix;

    internal ServiceIndex(CatalogText text, Lazy<ConditionKeyTable> keys)
    {
        _text = text;
        _keys = keys;
        _slots = new Slot[text.ServiceCount];
        _slotsByPrefix = new(_slots.Length);
        var prefixes = new string[_slots.Length];
        var cursor = new CatalogCursor(text.Services.Span);
        var block = 1;
        var start = 0;
        for (var i = 0; i < _slots.Length && cursor.NextLine(); i++)
        {
            if (start == text.LengthOf(block))
            {
                block++;
                start = 0;
            }

            var part = new CatalogPart(cursor.Text(), cursor.Text(), !cursor.Field().IsEmpty, block, start, cursor.Number());
            start += part.Length;
            prefixes[i] = part.Prefix;
            _slots[i] = new Slot(part);
            _slotsByPrefix.Add(part.Prefix, _slots[i]);
        }

        Prefixes = prefixes;
    }

    internal IReadOnlyList<string> Prefixes { get; }

    internal int Count => _slots.Length;

    internal CatalogService? Find(ReadOnlySpan<char> prefix) => _slotsByPrefix.Find(prefix) is { } slot ? Load(slot) : null;

    internal CatalogService At(int number) => Load(_slots[number]);

    /// <summary>The service's prefix as a list of one; null when there is no such service.</summary>
    internal IReadOnlyList<string>? Alone(ReadOnlySpan<char> prefix) => _slotsByPrefix.Find(prefix)?.Alone;

    internal ReadOnlySpan<byte> TextOf(int number) => _text.TextOf(_slots[number].Part);

    private CatalogService Load(Slot slot)
    {
        if (Volatile.Read(ref slot.Service) is { } known)
        {
            return known;
        }

        // Two threads may read the same part; both see the one that was kept.
        var service = new CatalogService(slot.Part, _text, _keys);
        return Interlocked.CompareExchange(ref slot.Service, service, null) ?? service;
    }

    private sealed class Slot(CatalogPart part)
    {
        internal readonly CatalogPart Part = part;
        internal readonly string[] Alone = [part.Prefix];
        internal CatalogService? Service;
    }
}
