namespace AccessUndenied.Aws.Catalog;

/// <summary>Which services have an action of a name, without reading the services.</summary>
/// <remarks>Needed only for event sources that nobody knows, so built on first use: two numbers an action.</remarks>
internal sealed class ActionNameIndex
{
    private readonly ServiceIndex _services;
    private readonly uint[] _hashes;
    private readonly ushort[] _owners;

    internal ActionNameIndex(ServiceIndex services, int actions)
    {
        _services = services;
        _hashes = new uint[actions];
        _owners = new ushort[actions];
        var next = 0;
        for (var number = 0; number < services.Count; number++)
        {
            var cursor = new CatalogCursor(services.PartOf(number));
            cursor.NextLine();
            var types = cursor.Number();
            for (var i = 0; i < types; i++)
            {
                cursor.NextLine();
            }

            while (cursor.NextLine() && next < actions)
            {
                _hashes[next] = NameHash.Of(cursor.Field());
                _owners[next++] = (ushort)number;
            }
        }

        Array.Sort(_hashes, _owners);
    }

    /// <summary>The action called <paramref name="name"/> when one service alone has it.</summary>
    internal CatalogAction? FindOnly(ReadOnlySpan<char> name)
    {
        CatalogAction? only = null;
        var hash = NameHash.Of(name);
        for (var i = First(hash); i < _hashes.Length && _hashes[i] == hash; i++)
        {
            if (_services.At(_owners[i]).FindAction(name) is { } action)
            {
                if (only is not null)
                {
                    return null;
                }

                only = action;
            }
        }

        return only;
    }

    private int First(uint hash)
    {
        var low = 0;
        var high = _hashes.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_hashes[middle] < hash)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
