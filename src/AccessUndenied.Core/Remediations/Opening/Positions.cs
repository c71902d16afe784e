using System.Text;

namespace AccessUndenied.Remediations.Opening;

/// <summary>Where in a pattern a match may stand, one bit a place.</summary>
internal readonly struct Positions
{
    private const int Bits = 16;
    private readonly char[] _words;

    public Positions(int count) => _words = new char[(count + Bits - 1) / Bits];

    public bool IsEmpty => Array.TrueForAll(_words, word => word == 0);

    public bool this[int index]
    {
        get => (_words[index / Bits] >> (index % Bits) & 1) != 0;
        set => _words[index / Bits] = value
            ? (char)(_words[index / Bits] | (1 << (index % Bits)))
            : (char)(_words[index / Bits] & ~(1 << (index % Bits)));
    }

    /// <summary>Appends the bits, so that equal places give equal texts.</summary>
    public void AppendTo(StringBuilder text) => text.Append(_words);
}
