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
        _slots = new Slot[text.Origin.Services];
        _slotsByPrefix = new(_slots.Length);
        var prefixes = new string[_slots.Length];
        var cursor = new CatalogCursor(text.Services.Span);
        var start = 0;
        for (var i = 0; i < _slots.Length && cursor.NextLine(); i++)
        {
            var slot = new Slot(cursor.Text(), cursor.Text(), !cursor.Field().IsEmpty, start, cursor.Number());
            start += slot.Length;
            _slots[i] = slot;
            prefixes[i] = slot.Prefix;
            _slotsByPrefix.Add(slot.Prefix, slot);
        }

        Prefixes = prefixes;
    }

    internal IReadOnlyList<string> Prefixes { get; }

    internal int Count => _slots.Length;

    internal CatalogService? Find(ReadOnlySpan<char> prefix) => _slotsByPrefix.Find(prefix) is { } slot ? Load(slot) : null;

    internal CatalogService At(int number) => Load(_slots[number]);

    /// <summary>The service's prefix as a list of one; null when there is no such service.</summary>
    internal IReadOnlyList<string>? Alone(ReadOnlySpan<char> prefix) => _slotsByPrefix.Find(prefix)?.Alone;

    internal ReadOnlySpan<byte> PartOf(int number) => PartOf(_slots[number]);

    private CatalogService Load(Slot slot)
    {
        if (Volatile.Read(ref slot.Service) is { } known)
        {
            return known;
        }

        // Two threads may read the same part; both see the one that was kept.
        var service = new CatalogService(slot.Prefix, slot.DisplayName, slot.SupportsRcp, PartOf(slot), _keys.Value);
        return Interlocked.CompareExchange(ref slot.Service, service, null) ?? service;
    }

    private ReadOnlySpan<byte> PartOf(Slot slot) => _text.Body.Span.Slice(slot.Start, slot.Length);

    private sealed class Slot(string prefix, string displayName, bool supportsRcp, int start, int length)
    {
        internal CatalogService? Service;

        internal string Prefix { get; } = prefix;

        internal string[] Alone { get; } = [prefix];

        internal string DisplayName { get; } = displayName;

        internal bool SupportsRcp { get; } = supportsRcp;

        internal int Start { get; } = start;

        internal int Length { get; } = length;
    }
}
