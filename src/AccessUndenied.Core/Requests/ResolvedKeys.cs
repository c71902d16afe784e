namespace AccessUndenied.Requests;

/// <summary>The keys that a context was asked for, by their spelling, in the order of asking. What is there already is found without a lock.</summary>
internal sealed class ResolvedKeys
{
    private const int Slots = 16;

    private readonly Node?[] _slots = new Node?[Slots];
    private Node? _first;
    private Node? _last;

    public bool TryGet(string key, out ContextValue value)
    {
        for (var node = Volatile.Read(ref _slots[SlotOf(key)]); node is not null; node = node.Next)
        {
            if (node.Key == key)
            {
                value = node.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>The value of <paramref name="key"/>, for which <paramref name="resolve"/> is asked where nobody asked before.</summary>
    public ContextValue GetOrAdd(string key, Func<string, ContextValue> resolve)
    {
        lock (_slots)
        {
            if (!TryGet(key, out var value))
            {
                value = resolve(key);
                Add(key, value);
            }

            return value;
        }
    }

    /// <summary>Sets a key before the context is handed out; the last of several values stays, in the place of the first.</summary>
    public void Set(string key, ContextValue value)
    {
        for (var node = _slots[SlotOf(key)]; node is not null; node = node.Next)
        {
            if (node.Key == key)
            {
                node.Value = value;
                return;
            }
        }

        Add(key, value);
    }

    public void AddTo(List<KeyValuePair<string, ContextValue>> all)
    {
        lock (_slots)
        {
            for (var node = _first; node is not null; node = node.Later)
            {
                all.Add(new(node.Key, node.Value));
            }
        }
    }

    private static int SlotOf(string key) => key.GetHashCode(StringComparison.Ordinal) & (Slots - 1);

    // A node is whole before another thread can see it.
    private void Add(string key, ContextValue value)
    {
        ref var slot = ref _slots[SlotOf(key)];
        var node = new Node(key, slot) { Value = value };
        if (_last is null)
        {
            _first = node;
        }
        else
        {
            _last.Later = node;
        }

        _last = node;
        Volatile.Write(ref slot, node);
    }

    private sealed class Node(string key, Node? next)
    {
        public string Key { get; } = key;

        public Node? Next { get; } = next;

        public ContextValue Value { get; set; }

        public Node? Later { get; set; }
    }
}
