namespace AccessUndenied.Aws.Catalog;

/// <summary>All condition keys, by number (as the services name them) and by name (as policies do).</summary>
internal sealed class ConditionKeyTable
{
    private readonly CatalogConditionKey[] _keys;
    private readonly NameTable<CatalogConditionKey> _plain;
    private readonly NameTable<List<CatalogConditionKey>> _byLead;

    internal ConditionKeyTable(ReadOnlySpan<byte> lines, int count)
    {
        _keys = new CatalogConditionKey[count];
        _plain = new(count);
        _byLead = new(count);
        var cursor = new CatalogCursor(lines);
        for (var i = 0; i < count && cursor.NextLine(); i++)
        {
            var name = cursor.Text();
            var type = cursor.Field();
            _keys[i] = new(name, TypeOf(type), type[^1] == '*');
            Add(_keys[i]);
        }
    }

    internal CatalogConditionKey this[int number] =>
        (uint)number < (uint)_keys.Length ? _keys[number] : throw new InvalidDataException(CatalogText.Damaged);

    /// <summary>The key that <paramref name="key"/> names; a name written in full wins over one with a placeholder.</summary>
    internal CatalogConditionKey? Find(ReadOnlySpan<char> key)
    {
        // FNV grows from left to right: one pass hashes the name and each of its beginnings that can stand before a placeholder.
        CatalogConditionKey? found = null;
        var hash = NameHash.Empty;
        for (var i = 0; i < key.Length; i++)
        {
            hash = NameHash.Add(hash, key[i]);
            if (key[i] is '/' or ':' or '.' or '-')
            {
                found = Longest(_byLead.Find(key[..(i + 1)], hash), key) ?? found;
            }
        }

        return _plain.Find(key, hash) ?? found;
    }

    private static CatalogConditionKey? Longest(List<CatalogConditionKey>? candidates, ReadOnlySpan<char> key)
    {
        CatalogConditionKey? found = null;
        for (var i = 0; i < candidates?.Count; i++)
        {
            if (candidates[i].Matches(key) && candidates[i].TailLength >= (found?.TailLength ?? 0))
            {
                found = candidates[i];
            }
        }

        return found;
    }

    private void Add(CatalogConditionKey key)
    {
        // The documented form is found as it stands too: policies and texts quote aws:RequestTag/${TagKey}.
        _plain.Add(key.Name, key);
        if (!key.HasPlaceholder)
        {
            return;
        }

        var lead = key.Name[..key.LeadLength];
        if (_byLead.Find(lead) is not { } list)
        {
            list = [];
            _byLead.Add(lead, list);
        }

        list.Add(key);
    }

    private static ConditionKeyType TypeOf(ReadOnlySpan<byte> code) => code.IsEmpty ? throw new InvalidDataException(CatalogText.Damaged) : code[0] switch
    {
        (byte)'S' => ConditionKeyType.String,
        (byte)'A' => ConditionKeyType.Arn,
        (byte)'B' => ConditionKeyType.Bool,
        (byte)'N' => ConditionKeyType.Numeric,
        (byte)'D' => ConditionKeyType.Date,
        (byte)'I' => ConditionKeyType.IPAddress,
        _ => throw new InvalidDataException(CatalogText.Damaged),
    };
}
