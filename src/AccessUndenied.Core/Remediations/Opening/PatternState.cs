namespace AccessUndenied.Remediations.Opening;

/// <summary>Where in each of several patterns a match may stand, one bit a place.</summary>
internal readonly struct PatternState : IEquatable<PatternState>
{
    private readonly ulong[] _words;

    public PatternState(ulong[] words) => _words = words;

    public ReadOnlySpan<ulong> Words => _words;

    public bool Overlaps(ulong[] mask)
    {
        for (var i = 0; i < mask.Length; i++)
        {
            if ((_words[i] & mask[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    public bool Equals(PatternState other) => _words.AsSpan().SequenceEqual(other._words);

    public override bool Equals(object? obj) => obj is PatternState other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var word in _words)
        {
            hash.Add(word);
        }

        return hash.ToHashCode();
    }
}
