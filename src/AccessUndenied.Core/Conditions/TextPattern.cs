using System.Buffers;
using AccessUndenied.Requests;

namespace AccessUndenied.Conditions;

/// <summary>A text of a policy, compiled: literal, with wildcards, with policy variables, or with both.</summary>
/// <remarks>Immutable and shared between threads; substituting variables never changes it (VAR-12).</remarks>
internal sealed class TextPattern
{
    private readonly PatternSegment[]? _segments;

    private TextPattern(string text, string compiled, PatternSegment[]? segments)
    {
        Text = text;
        Compiled = compiled;
        _segments = segments;
        LiteralPrefixLength = segments is null ? PrefixLength(compiled) : PrefixLength(segments[0].Literal ?? "");
        IsLiteral = segments is null && LiteralPrefixLength == compiled.Length;
        IsAnything = segments is null && compiled.Length > 0 && compiled.AsSpan().IndexOfAnyExcept(Wildcards.Any) < 0;
        IsPrefix = segments is null && LiteralPrefixLength == compiled.Length - 1 && compiled[^1] == Wildcards.Any;
    }

    /// <summary>The text as the policy has it.</summary>
    public string Text { get; }

    /// <summary>The text with wildcards as noncharacters; of a text with variables, the part before the first.</summary>
    public string Compiled { get; }

    /// <summary>How many characters precede the first wildcard or variable.</summary>
    public int LiteralPrefixLength { get; }

    public bool IsLiteral { get; }

    /// <summary>Whether it is nothing but stars.</summary>
    public bool IsAnything { get; }

    public bool IsPrefix { get; }

    public bool HasVariables => _segments is not null;

    public ReadOnlySpan<PatternSegment> Segments => _segments;

    /// <summary>Compiles <paramref name="text"/>.</summary>
    /// <param name="text">The text of the policy.</param>
    /// <param name="wildcards">Whether <c>*</c> and <c>?</c> are wildcards.</param>
    /// <param name="variables">Whether <c>${…}</c> is a variable or an escape.</param>
    /// <param name="variablesFrom">The index before which <c>${…}</c> is literal text (RES-12).</param>
    public static TextPattern Compile(string text, bool wildcards, bool variables, int variablesFrom = 0)
    {
        if (!variables || text.IndexOf("${", StringComparison.Ordinal) < 0)
        {
            return new(text, wildcards ? WithWildcards(text) : Clean(text), null);
        }

        var segments = new PatternSegmentReader(text, wildcards, variablesFrom).Read();
        return segments.Length == 1 && segments[0].Literal is { } literal
            ? new(text, literal, null)
            : new(text, segments[0].Literal ?? "", segments);
    }

    /// <summary>Whether <paramref name="text"/> matches as one whole; unknown where a variable's value is.</summary>
    public Truth Matches(string text, IContextLookup lookup)
    {
        if (_segments is null)
        {
            return MatchesLiteral(text).ToTruth();
        }

        char[]? rented = null;
        try
        {
            Span<char> buffer = stackalloc char[512];
            var resolved = Resolve(lookup, buffer, ref rented, out var pattern);
            return resolved != Truth.True ? resolved : Wildcards.IsMatch(text, pattern).ToTruth();
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<char>.Shared.Return(rented);
            }
        }
    }

    /// <summary>The same for a pattern without variables.</summary>
    public bool MatchesLiteral(ReadOnlySpan<char> text)
    {
        if (IsLiteral)
        {
            return text.SequenceEqual(Compiled);
        }

        if (IsPrefix)
        {
            return text.StartsWith(Compiled.AsSpan(0, Compiled.Length - 1), StringComparison.Ordinal);
        }

        return text.StartsWith(Compiled.AsSpan(0, LiteralPrefixLength), StringComparison.Ordinal) && Wildcards.IsMatch(text, Compiled);
    }

    /// <summary>
    /// Substitutes the variables. False: one of them has no value, so that the text equals nothing (VAR-06); unknown: a value is not known.
    /// </summary>
    public Truth Resolve(IContextLookup lookup, Span<char> buffer, scoped ref char[]? rented, out ReadOnlySpan<char> pattern)
    {
        pattern = Compiled;
        if (_segments is null)
        {
            return Truth.True;
        }

        var outcome = Truth.True;
        var length = 0;
        foreach (var segment in _segments)
        {
            ReadOnlySpan<char> piece;
            if (segment.Literal is { } literal)
            {
                piece = literal;
            }
            else
            {
                var found = segment.Lookup(lookup, out var value);
                outcome = outcome.And(found);
                if (found == Truth.False)
                {
                    return Truth.False;
                }

                piece = value;
            }

            if (length + piece.Length > buffer.Length)
            {
                buffer = Grow(buffer[..length], length + piece.Length, ref rented);
            }

            var target = buffer.Slice(length, piece.Length);
            piece.CopyTo(target);
            if (segment.Literal is null)
            {
                // A substituted text has no wildcards, not even one that it spells with our own marks (VAR-09).
                target.Replace(Wildcards.Any, '\uFFFD');
                target.Replace(Wildcards.One, '\uFFFD');
            }

            length += piece.Length;
        }

        pattern = buffer[..length];
        return outcome;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static Span<char> Grow(Span<char> used, int needed, scoped ref char[]? rented)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(needed, used.Length * 2));
        used.CopyTo(larger);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        rented = larger;
        return larger;
    }

    private static int PrefixLength(string compiled)
    {
        var at = compiled.AsSpan().IndexOfAny(Wildcards.Any, Wildcards.One);
        return at < 0 ? compiled.Length : at;
    }

    private static string WithWildcards(string text) =>
        text.AsSpan().IndexOfAny("*?\uFFFE\uFFFF") < 0 ? text : Clean(text).Replace('*', Wildcards.Any).Replace('?', Wildcards.One);

    private static string Clean(string text) =>
        text.AsSpan().IndexOfAny(Wildcards.Any, Wildcards.One) < 0 ? text : text.Replace(Wildcards.Any, '\uFFFD').Replace(Wildcards.One, '\uFFFD');
}
