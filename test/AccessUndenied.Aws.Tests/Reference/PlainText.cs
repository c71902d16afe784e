namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>One character of a pattern; <paramref name="Wild"/> where <c>*</c> or <c>?</c> stands for other characters.</summary>
internal readonly record struct PlainPiece(char Char, bool Wild);

/// <summary>A policy's text after its variables were put in (VAR-01 to VAR-14).</summary>
/// <param name="Resolved">False where a variable has no value (VAR-06), unknown where nobody knows its value.</param>
/// <param name="Pieces">The text.</param>
internal sealed record PlainText(Tri Resolved, IReadOnlyList<PlainPiece> Pieces)
{
    /// <summary>The text without regard to wildcards.</summary>
    internal string Literal => string.Concat(Pieces.Select(piece => piece.Char));

    internal static PlainText Verbatim(string text) => new(Tri.True, [.. text.Select(Plain)]);

    internal static PlainText Expand(string text, PlainContext context)
    {
        var pieces = new List<PlainPiece>();
        var resolved = Tri.True;
        var at = 0;
        while (at < text.Length)
        {
            var end = text.AsSpan(at).StartsWith("${") ? EndOfVariable(text, at) : -1;
            if (end <= at + 2) // VAR-09: no end, or an empty name
            {
                pieces.Add(Plain(text[at]));
                at++;
                continue;
            }
            var value = Substitute(text[(at + 2)..end], context);
            resolved = (Tri)Math.Min((int)resolved, (int)value.Resolved);
            pieces.AddRange(value.Pieces);
            at = end + 1;
        }
        return new PlainText(resolved, pieces);
    }

    internal static PlainText Concat(PlainText first, PlainText second) =>
        new((Tri)Math.Min((int)first.Resolved, (int)second.Resolved), [.. first.Pieces, .. second.Pieces]);

    internal bool Matches(string text, bool ignoreCase) => Glob(Pieces, text, ignoreCase);

    // ACT-02 and RES-02: row by row, whether the first n characters are matched by the pieces so far.
    internal static bool Glob(IReadOnlyList<PlainPiece> pieces, string text, bool ignoreCase)
    {
        var matched = new bool[text.Length + 1];
        matched[0] = true;
        foreach (var piece in pieces)
        {
            var next = new bool[text.Length + 1];
            for (var length = 0; length <= text.Length; length++)
            {
                next[length] = piece is { Wild: true, Char: '*' }
                    ? matched[length] || (length > 0 && next[length - 1])
                    : length > 0 && matched[length - 1] && One(piece, text[length - 1], ignoreCase);
            }
            matched = next;
        }
        return matched[text.Length];
    }

    private static bool One(PlainPiece piece, char character, bool ignoreCase) =>
        piece.Wild || piece.Char == character
        || (ignoreCase && char.ToUpperInvariant(piece.Char) == char.ToUpperInvariant(character));

    private static PlainPiece Plain(char character) => new(character, character is '*' or '?');

    private static PlainText Fixed(string text) => new(Tri.True, [.. text.Select(character => new PlainPiece(character, false))]);

    private static PlainText Substitute(string inside, PlainContext context)
    {
        if (inside is "*" or "?" or "$") // VAR-05
        {
            return Fixed(inside);
        }
        var (key, fallback) = SplitDefault(inside);
        var value = context.Find(key);
        if (PlainCatalog.IsMultivalued(key) || value.Values.Count > 1) // VAR-03
        {
            return new PlainText(Tri.False, []);
        }
        if (value.Presence == Tri.Unknown)
        {
            return new PlainText(Tri.Unknown, []);
        }
        if (value.Presence == Tri.True)
        {
            return Fixed(value.Values[0]);
        }
        return fallback is null ? new PlainText(Tri.False, []) : Fixed(fallback);
    }

    // The first brace, but for a default's text, which may hold braces itself (VAR-09).
    private static int EndOfVariable(string text, int at)
    {
        var brace = text.IndexOf('}', at);
        var comma = text.IndexOf(',', at);
        if (brace < 0 || comma < 0 || comma > brace)
        {
            return brace;
        }
        var quote = comma + 1;
        while (quote < text.Length && text[quote] == ' ')
        {
            quote++;
        }
        var close = quote < text.Length && text[quote] == '\'' ? text.IndexOf("'}", quote + 1, StringComparison.Ordinal) : -1;
        return close < 0 ? brace : close + 1;
    }

    // VAR-04: key, optional blanks after the comma, text in single quotes.
    private static (string Key, string? Fallback) SplitDefault(string inside)
    {
        var comma = inside.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
        {
            return (inside, null);
        }
        var rest = inside[(comma + 1)..].Trim(' ');
        var quoted = rest.Length >= 2 && rest[0] == '\'' && rest[^1] == '\'';
        return quoted ? (inside[..comma].TrimEnd(' '), rest[1..^1]) : (inside, null);
    }
}
