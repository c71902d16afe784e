namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>The parts of a text that belong to a refusal already.</summary>
internal sealed class CoveredSpans
{
    private readonly SortedList<int, int> _first = [];
    private readonly List<(int Start, int End)> _later = [];

    internal CoveredSpans(IEnumerable<FoundDenial> inOrder)
    {
        foreach (var one in inOrder)
        {
            _first[one.Start] = one.End;
        }
    }

    internal bool Covers(int place) => CoversFirst(place) || CoversLater(place);

    /// <summary>Whether some part between two places belongs to one.</summary>
    internal bool CoversAny(int start, int end)
    {
        if (Covers(start) || Covers(end - 1))
        {
            return true;
        }

        var keys = _first.Keys;
        var (low, high) = (0, keys.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = keys[middle] < start ? (middle + 1, high) : (low, middle);
        }

        var at = _later.BinarySearch((start, 0));
        at = at < 0 ? ~at : at;
        return (low < keys.Count && keys[low] < end) || (at < _later.Count && _later[at].Start < end);
    }

    internal void Add(int start, int end)
    {
        var at = _later.BinarySearch((start, 0));
        _later.Insert(at < 0 ? ~at : at, (start, end));
    }

    private bool CoversFirst(int place)
    {
        var keys = _first.Keys;
        var low = 0;
        var high = keys.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (keys[middle] <= place)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high >= 0 && _first.Values[high] > place;
    }

    private bool CoversLater(int place)
    {
        var at = _later.BinarySearch((place, int.MaxValue));
        var before = (at < 0 ? ~at : at) - 1;
        return before >= 0 && _later[before].End > place;
    }
}
