namespace AccessUndenied.Aws.Requests;

/// <summary>What a PartiQL statement does, to which table, and through which index.</summary>
/// <remarks>
/// Shape: <c>SELECT … FROM "table"."index" …</c>, <c>INSERT INTO "table" …</c>, <c>UPDATE "table" …</c>, <c>DELETE FROM "table" …</c>; in
/// transactions also <c>EXISTS(SELECT …)</c>. Names may go without quotation marks. The text is read once from left to right.
/// Source: DynamoDB Developer Guide, "PartiQL statements for DynamoDB" and "IAM security policies with PartiQL".
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.statements.html
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html
/// </remarks>
/// <param name="Verb"><c>Select</c>, <c>Insert</c>, <c>Update</c> or <c>Delete</c>.</param>
/// <param name="Table">The table's name or ARN.</param>
/// <param name="Index">The index's name; null when the statement names none.</param>
internal readonly record struct PartiQlStatement(string Verb, string Table, string? Index)
{
    private const int LongestRead = 65_536;

    // The statement's first word, the action it stands for, and the word before the table; an update has none.
    private static readonly (string Word, string Verb, string? Before)[] s_verbs =
        [("SELECT", "Select", "FROM"), ("EXISTS", "Select", "FROM"), ("INSERT", "Insert", "INTO"), ("UPDATE", "Update", null), ("DELETE", "Delete", "FROM")];

    internal string Action => "PartiQL" + Verb;

    /// <summary>Reads <paramref name="text"/>; false where it is no statement, or names no table.</summary>
    internal static bool TryParse(string text, out PartiQlStatement statement)
    {
        statement = default;
        var reader = new PartiQlTokens(text.AsSpan(0, Math.Min(text.Length, LongestRead)));
        if (!reader.Next() || Find(reader) is not { } verb)
        {
            return false;
        }

        while (verb.Before is not null)
        {
            if (!reader.Next())
            {
                return false;
            }

            if (reader.IsWord(verb.Before))
            {
                break;
            }
        }

        if (!reader.Next() || !reader.IsName)
        {
            return false;
        }

        var table = reader.Name;
        string? index = null;
        if (reader.Next() && reader.IsDot && reader.Next() && reader.IsName)
        {
            index = reader.Name;
        }

        statement = new(verb.Verb, table, index);
        return table.Length > 0;
    }

    private static (string Verb, string? Before)? Find(in PartiQlTokens reader)
    {
        foreach (var (word, verb, before) in s_verbs)
        {
            if (reader.IsWord(word))
            {
                return (verb, before);
            }
        }

        return null;
    }

    /// <summary>The statement's tokens; comments and blanks are passed over.</summary>
    private ref struct PartiQlTokens
    {
        private readonly ReadOnlySpan<char> _text;
        private int _start;
        private int _end;

        internal PartiQlTokens(ReadOnlySpan<char> text) => _text = text;

        internal readonly bool IsName => IsQuoted || char.IsAsciiLetter(_text[_start]) || _text[_start] == '_';

        internal readonly bool IsDot => _text[_start] == '.';

        internal readonly string Name => IsQuoted
            ? _text[(_start + 1)..(_end - 1)].ToString().Replace("\"\"", "\"", StringComparison.Ordinal)
            : _text[_start.._end].ToString();

        private readonly bool IsQuoted => _text[_start] == '"' && _end - _start > 1 && _text[_end - 1] == '"';

        internal readonly bool IsWord(string word) => _text[_start.._end].Equals(word, StringComparison.OrdinalIgnoreCase);

        internal bool Next()
        {
            _start = SkipBlanks(_end);
            if (_start >= _text.Length)
            {
                return false;
            }

            _end = _text[_start] switch
            {
                '"' or '\'' => EndOfQuoted(_start),
                var c when char.IsAsciiLetterOrDigit(c) || c == '_' => EndOfWord(_start),
                _ => _start + 1,
            };
            return true;
        }

        private readonly int SkipBlanks(int at)
        {
            while (at < _text.Length)
            {
                if (char.IsWhiteSpace(_text[at]))
                {
                    at++;
                }
                else if (_text[at..].StartsWith("--"))
                {
                    at = _text[at..].IndexOf('\n') is var line and >= 0 ? at + line : _text.Length;
                }
                else if (_text[at..].StartsWith("/*"))
                {
                    at = _text[(at + 2)..].IndexOf("*/") is var close and >= 0 ? at + close + 4 : _text.Length;
                }
                else
                {
                    break;
                }
            }

            return at;
        }

        // A quotation mark within is written twice.
        private readonly int EndOfQuoted(int at)
        {
            var mark = _text[at++];
            while (at < _text.Length)
            {
                if (_text[at++] == mark)
                {
                    if (at >= _text.Length || _text[at] != mark)
                    {
                        return at;
                    }

                    at++;
                }
            }

            return _text.Length;
        }

        private readonly int EndOfWord(int at)
        {
            while (at < _text.Length && (char.IsAsciiLetterOrDigit(_text[at]) || _text[at] is '_' or '-'))
            {
                at++;
            }

            return at;
        }
    }
}
