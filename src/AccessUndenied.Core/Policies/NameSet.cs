namespace AccessUndenied.Policies;

/// <summary>Names that were seen so far: a few in a list, and only very many in a hash table.</summary>
internal struct NameSet
{
    private const int ListLimit = 16;

    private readonly StringComparer _comparer;
    private List<string>? _names;
    private HashSet<string>? _table;

    public NameSet(StringComparer comparer) => _comparer = comparer;

    /// <summary>Adds <paramref name="name"/>; false when it was there already.</summary>
    public bool Add(string name)
    {
        if (_table is not null)
        {
            return _table.Add(name);
        }

        _names ??= new(4);
        foreach (var known in _names)
        {
            if (_comparer.Equals(known, name))
            {
                return false;
            }
        }

        _names.Add(name);
        _table = _names.Count > ListLimit ? new(_names, _comparer) : null;
        return true;
    }
}
