using AccessUndenied.Requests;

namespace AccessUndenied.Remediations.Opening;

/// <summary>By what a statement is found again after a change: its text, and where its policy has a say.</summary>
internal readonly struct StatementId : IEquatable<StatementId>
{
    private readonly PolicyLayer _layer;
    private readonly string _version;
    private readonly ReadOnlyMemory<byte> _text;

    public StatementId(PolicyLayer layer, string version, ReadOnlyMemory<byte> text)
    {
        _layer = layer;
        _version = version;
        _text = text;
    }

    /// <summary>The id of what has no text of its own.</summary>
    public static StatementId None => new(default, "", default);

    // Texts that are not the same object are compared as a whole, which costs less than hashing them.
    public bool Equals(StatementId other) => _layer == other._layer && _version == other._version && _text.Span.SequenceEqual(other._text.Span);

    public override bool Equals(object? obj) => obj is StatementId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_layer, _text.Length);
}
