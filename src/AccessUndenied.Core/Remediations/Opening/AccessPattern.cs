using System.Text;
using AccessUndenied.Conditions;

namespace AccessUndenied.Remediations.Opening;

/// <summary>A pattern of actions or resources as a set of texts, one token a character.</summary>
/// <remarks>
/// Neighboring wildcards are put in one order (<c>?</c> before <c>*</c>, one <c>*</c>), so that equal patterns have equal texts.
/// A policy variable counts as <c>*</c> among the tokens: the pattern is then at most what the tokens say.
/// </remarks>
internal sealed class AccessPattern
{
    public const int Any = -1;
    public const int One = -2;

    // A character that no pattern names.
    private const int Fresh = -3;

    private int[]? _shortest;
    private int[]? _longer;

    private AccessPattern(int[] tokens, string text, bool isExact)
    {
        Tokens = tokens;
        Text = text;
        IsExact = isExact;
        var wildcard = tokens.AsSpan().IndexOfAnyInRange(One, Any);
        PrefixLength = wildcard < 0 ? tokens.Length : wildcard;
    }

    /// <summary>Every text.</summary>
    public static AccessPattern Everything { get; } = new([Any], "*", true);

    public int[] Tokens { get; }

    /// <summary>The pattern as policies write it, in one form for all spellings.</summary>
    public string Text { get; }

    /// <summary>Whether the tokens are all of it; false with a policy variable.</summary>
    public bool IsExact { get; }

    /// <summary>How many characters precede the first wildcard.</summary>
    public int PrefixLength { get; }

    public bool IsLiteral => PrefixLength == Tokens.Length;

    public bool IsEverything => Tokens is [Any] && IsExact;

    /// <summary>Whether it is some characters and one <c>*</c> after them.</summary>
    private bool IsPrefix => PrefixLength == Tokens.Length - 1 && Tokens[^1] == Any;

    /// <summary>A pattern of actions, which compare without regard to case.</summary>
    public static AccessPattern OfAction(string text)
    {
        var tokens = Ordered(text.EnumerateRunes().Select(rune => rune.Value switch
        {
            '*' => Any,
            '?' => One,
            < char.MaxValue => Wildcards.Fold((char)rune.Value),
            var value => value,
        }));
        return new(tokens, text.Contains("**", StringComparison.Ordinal) || text.Contains("*?", StringComparison.Ordinal) ? Spell(tokens, escapes: false) : text, true);
    }

    /// <summary>A pattern of resources.</summary>
    public static AccessPattern OfResource(TextPattern pattern)
    {
        if (!pattern.HasVariables)
        {
            var tokens = Ordered(Tokenize(pattern.Compiled));
            return new(tokens, Spell(tokens, escapes: true), true);
        }

        var all = new List<int>();
        var text = new StringBuilder();
        foreach (var segment in pattern.Segments)
        {
            if (segment.Literal is { } literal)
            {
                var piece = Tokenize(literal).ToArray();
                all.AddRange(piece);
                text.Append(Spell(piece, escapes: true, colonsBefore: text.ToString().Count(c => c == ':')));
                continue;
            }

            all.Add(Any);
            text.Append("${").Append(segment.Variable).Append(segment.Default is { } other ? $", '{other}'" : "").Append('}');
        }

        return new(Ordered(all), text.ToString(), false);
    }

    /// <summary>The one text, whatever it spells.</summary>
    public static AccessPattern Literal(string text)
    {
        var tokens = text.EnumerateRunes().Select(rune => rune.Value).ToArray();
        return new(tokens, Spell(tokens, escapes: true), true);
    }

    /// <summary>The same for a text.</summary>
    public bool MatchesText(string text) => Matches(text.EnumerateRunes().Select(rune => rune.Value).ToArray());

    /// <summary>Whether the tokens take <paramref name="text"/> as a whole; a star in it is taken by a star alone.</summary>
    public bool Matches(ReadOnlySpan<int> text)
    {
        int at = 0, token = 0, star = -1, resume = 0;
        while (at < text.Length)
        {
            if (token < Tokens.Length && Tokens[token] == Any)
            {
                (star, resume) = (token++, at);
            }
            else if (token < Tokens.Length && ((Tokens[token] == One && text[at] != Any) || Tokens[token] == text[at]))
            {
                (token, at) = (token + 1, at + 1);
            }
            else if (star >= 0)
            {
                (token, at) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        return token == Tokens.Length || (token == Tokens.Length - 1 && Tokens[token] == Any);
    }

    /// <summary>Whether no text can match both, told by what precedes their first wildcards.</summary>
    public bool DiffersEarly(AccessPattern other)
    {
        var length = Math.Min(PrefixLength, other.PrefixLength);
        return !Tokens.AsSpan(0, length).SequenceEqual(other.Tokens.AsSpan(0, length));
    }

    /// <summary>The shortest text that matches, in characters that no pattern names where any will do.</summary>
    public int[] Shortest => _shortest ??= Filled(0);

    /// <summary>The same with some of those characters for each star.</summary>
    public int[] Longer => _longer ??= Filled(5);

    /// <summary>Whether some text may match both.</summary>
    public bool Overlaps(AccessPattern other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (DiffersEarly(other))
        {
            return false;
        }

        if (IsLiteral || other.IsLiteral)
        {
            return IsLiteral ? other.Matches(Tokens) : Matches(other.Tokens);
        }

        return (IsPrefix && other.IsPrefix) || Tokens is [Any] || other.Tokens is [Any] || PatternIntersection.IsPossible(Tokens, other.Tokens);
    }

    /// <summary>Whether every text that matches this pattern certainly matches <paramref name="other"/>.</summary>
    public bool IsPartOf(AccessPattern other)
    {
        if (ReferenceEquals(this, other) || other.IsEverything || Text == other.Text)
        {
            return true;
        }

        // Where this one's first wildcard stands before the other's, it has texts that differ there.
        if (!other.IsExact || PrefixLength < other.PrefixLength || DiffersEarly(other))
        {
            return false;
        }

        // Wildcard by wildcard: a star of this one must be taken by a star of the other.
        if (other.IsPrefix || IsLiteral || other.Matches(Tokens))
        {
            return other.IsPrefix || other.Matches(Tokens);
        }

        return other.Matches(Shortest) && other.Matches(Longer) && !PatternSearch.IsPossible(this, [], [other]);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private int[] Filled(int star)
    {
        var text = new List<int>(Tokens.Length);
        foreach (var token in Tokens)
        {
            text.AddRange(Enumerable.Repeat(token >= 0 ? token : Fresh, token == Any ? star : 1));
        }

        return [.. text];
    }

    private static IEnumerable<int> Tokenize(string compiled) => compiled.EnumerateRunes().Select(rune => rune.Value switch
    {
        Wildcards.Any => Any,
        Wildcards.One => One,
        var value => value,
    });

    private static int[] Ordered(IEnumerable<int> tokens)
    {
        var ordered = new List<int>();
        var star = false;
        foreach (var token in tokens)
        {
            if (token == Any)
            {
                star = true;
                continue;
            }

            if (star && token != One)
            {
                ordered.Add(Any);
                star = false;
            }

            ordered.Add(token);
        }

        if (star)
        {
            ordered.Add(Any);
        }

        return [.. ordered];
    }

    // Escapes and variables count only after the fifth colon (RES-12).
    private static string Spell(IReadOnlyList<int> tokens, bool escapes, int colonsBefore = 0)
    {
        var text = new StringBuilder(tokens.Count);
        var colons = colonsBefore;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            colons += token == ':' ? 1 : 0;
            var escape = escapes && colons >= SixFields.Colons;
            _ = token switch
            {
                Any => text.Append('*'),
                One => text.Append('?'),
                '*' or '?' when escape => text.Append("${").Append((char)token).Append('}'),
                '$' when escape && i + 1 < tokens.Count && tokens[i + 1] == '{' => text.Append("${$}"),
                _ => text.Append(new Rune(token)),
            };
        }

        return text.ToString();
    }
}
