using AccessUndenied.Conditions;

namespace AccessUndenied.Policies;

/// <summary>The hashes of every prefix of one text, computed once for all the tables it is looked up in. Reused from text to text.</summary>
internal sealed class PrefixHashes
{
    /// <summary>Prefixes beyond this length count as if cut to it.</summary>
    public const int MaxLength = 127;

    private const uint Start = 2166136261;
    private const uint Prime = 16777619;

    private readonly uint[] _hashes = new uint[MaxLength + 1];

    /// <summary>How many characters of the text have a hash.</summary>
    public int Length { get; private set; }

    public uint this[int length] => _hashes[length];

    public void Set(ReadOnlySpan<char> text, bool ignoreCase)
    {
        Length = Math.Min(text.Length, MaxLength);
        var hash = Start;
        _hashes[0] = hash;
        for (var i = 0; i < Length; i++)
        {
            hash = Next(hash, text[i], ignoreCase);
            _hashes[i + 1] = hash;
        }
    }

    public static uint Of(ReadOnlySpan<char> text, bool ignoreCase)
    {
        var hash = Start;
        foreach (var c in text)
        {
            hash = Next(hash, c, ignoreCase);
        }

        return hash;
    }

    private static uint Next(uint hash, char c, bool ignoreCase) => (hash ^ (ignoreCase ? Wildcards.Fold(c) : c)) * Prime;
}
