using System.Text;

namespace AccessUndenied.Conditions;

/// <summary>Splits a text at its policy variables.</summary>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">IAM User Guide, "Variables and tags"</see>
/// (VAR-01, VAR-04, VAR-05, VAR-09).
/// </remarks>
internal sealed class PatternSegmentReader
{
    // What is longer is no variable: looking for the end of each must not cost the whole text each time.
    private const int MaxLength = 2048;

    private readonly string _text;
    private readonly bool _wildcards;
    private readonly int _variablesFrom;
    private readonly List<PatternSegment> _segments = [];
    private readonly StringBuilder _literal = new();

    public PatternSegmentReader(string text, bool wildcards, int variablesFrom)
    {
        _text = text;
        _wildcards = wildcards;
        _variablesFrom = variablesFrom;
    }

    public PatternSegment[] Read()
    {
        for (var i = 0; i < _text.Length;)
        {
            if (i >= _variablesFrom && _text[i] == '$' && i + 1 < _text.Length && _text[i + 1] == '{' && TryReadVariable(i, out var next))
            {
                i = next;
                continue;
            }

            _literal.Append(_text[i] switch
            {
                '*' when _wildcards => Wildcards.Any,
                '?' when _wildcards => Wildcards.One,
                Wildcards.Any or Wildcards.One => '\uFFFD',
                var c => c,
            });
            i++;
        }

        Flush();
        return _segments.Count == 0 ? [new("", null, null)] : [.. _segments];
    }

    // `${` without `}` or with an empty name is literal text.
    private bool TryReadVariable(int start, out int next)
    {
        next = start;
        var end = EndOf(start);
        if (end < 0)
        {
            return false;
        }

        var inside = _text.AsSpan(start + 2, end - start - 2);
        if (inside is "*" or "?" or "$")
        {
            _literal.Append(inside);
            next = end + 1;
            return true;
        }

        var comma = inside.IndexOf(',');
        var name = (comma < 0 ? inside : inside[..comma]).Trim();
        string? fallback = null;
        if (comma >= 0)
        {
            var quoted = inside[(comma + 1)..].Trim();
            if (quoted.Length < 2 || quoted[0] != '\'' || quoted[^1] != '\'')
            {
                return false;
            }

            fallback = quoted[1..^1].ToString();
        }

        if (name.IsEmpty)
        {
            return false;
        }

        Flush();
        _segments.Add(new(null, name.ToString(), fallback));
        next = end + 1;
        return true;
    }

    // The first brace, but for the text of a default in quotes, which may hold braces itself.
    private int EndOf(int start)
    {
        var window = _text.AsSpan(start, Math.Min(_text.Length - start, MaxLength));
        var brace = window.IndexOf('}');
        var comma = brace < 0 ? -1 : window[..brace].IndexOf(',');
        if (comma >= 0 && window[(comma + 1)..].TrimStart() is ['\'', .. var quoted] && quoted.IndexOf("'}") is var close and >= 0)
        {
            return start + window.Length - quoted.Length + close + 1;
        }

        return brace < 0 ? -1 : start + brace;
    }

    private void Flush()
    {
        if (_literal.Length > 0)
        {
            _segments.Add(new(_literal.ToString(), null, null));
            _literal.Clear();
        }
    }
}
