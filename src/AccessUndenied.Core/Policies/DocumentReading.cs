using System.Text;
using System.Text.Json;

namespace AccessUndenied.Policies;

/// <summary>The reading of one document: its members, and where in the text each stands.</summary>
internal sealed class DocumentReading
{
    public const string CurrentVersion = "2012-10-17";
    public const string OldVersion = "2008-10-17";

    private static readonly string[] s_members = ["Version", "Id", "Statement"];

    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly List<PolicyProblem> _problems = [];

    // The last place that was asked for: its line, where that starts, and the columns counted up to it.
    private int _line = 1;
    private int _lineStart;
    private int _counted;
    private int _columns;

    /// <summary>Where the texts of one array are gathered, again and again.</summary>
    public List<string> Texts { get; } = [];

    public DocumentReading(ReadOnlyMemory<byte> utf8) => _utf8 = utf8;

    public PolicyDocument Read(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            throw new PolicyFormatException(new TextPosition(1, 1, "$"), Messages.EmptyDocument);
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new PolicyFormatException(At(reader.TokenStartIndex, "$"), Messages.NotAnObject(reader.TokenType));
        }

        var members = new DocumentMembers();
        ReadMembers(ref reader, members);
        while (reader.Read())
        {
            // Trailing text is a JSON error, which the reader reports itself.
        }

        if (members.StatementStart < 0)
        {
            throw new PolicyFormatException(At(0, "$"), Messages.NoStatement);
        }

        return new(members.Version, members.Id, Statements(members), _problems, _utf8);
    }

    internal TextPosition At(long offset, string path)
    {
        var target = (int)Math.Min(offset, _utf8.Length);
        if (target < _lineStart)
        {
            (_line, _lineStart) = (1, 0);
        }

        // Places are asked for in the document's order, mostly: each line is counted once.
        var between = _utf8.Span[_lineStart..target];
        if (between.LastIndexOf((byte)'\n') is var last and >= 0)
        {
            _line += between.Count((byte)'\n');
            _lineStart += last + 1;
            (_counted, _columns) = (_lineStart, 0);
        }

        if (_counted < _lineStart || target < _counted)
        {
            (_counted, _columns) = (_lineStart, 0);
        }

        _columns += Encoding.UTF8.GetCharCount(_utf8.Span[_counted..target]);
        _counted = target;
        return new(_line, _columns + 1, path);
    }

    internal PolicyProblem Report(long offset, string path, string message, bool isWarning)
    {
        var problem = new PolicyProblem(At(offset, path), message, isWarning);
        _problems.Add(problem);
        return problem;
    }

    internal ReadOnlyMemory<byte> Slice(long start, long end) => _utf8[(int)start..(int)end];

    private void ReadMembers(ref Utf8JsonReader reader, DocumentMembers members)
    {
        var seen = new NameSet(StringComparer.OrdinalIgnoreCase);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var offset = reader.TokenStartIndex;
            var path = "$." + name;
            if (!seen.Add(name))
            {
                members.Fault ??= Report(offset, path, Messages.Duplicate(name), isWarning: false);
            }

            reader.Read();
            var known = Array.Find(s_members, member => member.Equals(name, StringComparison.OrdinalIgnoreCase));
            switch (known)
            {
                case "Version":
                    members.Version = ReadVersion(ref reader, members, path);
                    break;
                case "Id":
                    members.Id = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                    break;
                case "Statement" when members.StatementStart < 0:
                    members.StatementStart = (int)reader.TokenStartIndex;
                    ReadAhead(ref reader, members);
                    break;
                case null:
                    members.Fault ??= Report(offset, path, Messages.UnknownElement(name, "document"), isWarning: false);
                    break;
            }

            if (known is not null && known != name)
            {
                Report(offset, path, Messages.ElementCase(name), isWarning: true);
            }

            reader.Skip();
        }
    }

    // In the usual order the version is known by now, and one pass over the text is enough.
    private void ReadAhead(ref Utf8JsonReader reader, DocumentMembers members)
    {
        if (members is { HasVersion: true, Fault: null })
        {
            members.ProblemsBefore = _problems.Count;
            members.Statements = ReadStatements(ref reader, 0, members.Version == CurrentVersion, null);
            members.ProblemsAfter = _problems.Count;
        }
    }

    private Statement[] Statements(DocumentMembers members)
    {
        if (members.Statements is { } statements && members.Fault is null)
        {
            return statements;
        }

        if (members.Statements is not null)
        {
            // A fault of the document as a whole came to light below its statements.
            _problems.RemoveRange(members.ProblemsBefore, members.ProblemsAfter - members.ProblemsBefore);
        }

        var start = members.StatementStart;
        var reader = new Utf8JsonReader(_utf8.Span[start..], isFinalBlock: true, new JsonReaderState(new JsonReaderOptions { MaxDepth = 64 }));
        reader.Read();
        return ReadStatements(ref reader, start, members.Version == CurrentVersion, members.Fault);
    }

    private string ReadVersion(ref Utf8JsonReader reader, DocumentMembers members, string path)
    {
        members.HasVersion = true;
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        if (text is CurrentVersion or OldVersion)
        {
            return text;
        }

        members.Fault ??= Report(reader.TokenStartIndex, path, Messages.Version(text), isWarning: false);
        return OldVersion;
    }

    private Statement[] ReadStatements(ref Utf8JsonReader reader, int baseOffset, bool variables, PolicyProblem? fault)
    {
        var start = baseOffset + reader.TokenStartIndex;
        var statements = new List<Statement>();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                statements.Add(ReadStatement(ref reader, baseOffset, statements.Count, new(statements.Count), variables, fault));
            }
        }
        else
        {
            statements.Add(ReadStatement(ref reader, baseOffset, 0, new(-1), variables, fault));
        }

        if (statements.Count == 0)
        {
            Report(start, "$.Statement", Messages.EmptyList("Statement"), isWarning: true);
        }

        WarnOfRepeatedSids(statements);
        return [.. statements];
    }

    private Statement ReadStatement(ref Utf8JsonReader reader, int baseOffset, int index, JsonPath path, bool variables, PolicyProblem? fault) =>
        new StatementReading(this, baseOffset, index, path, variables).Read(ref reader, fault);

    private void WarnOfRepeatedSids(List<Statement> statements)
    {
        var seen = new NameSet(StringComparer.Ordinal);
        foreach (var statement in statements)
        {
            if (!string.IsNullOrEmpty(statement.Sid) && !seen.Add(statement.Sid))
            {
                _problems.Add(new(statement.Position, Messages.RepeatedSid(statement.Sid), IsWarning: true));
            }
        }
    }

    private sealed class DocumentMembers
    {
        public string Version { get; set; } = OldVersion;

        public string? Id { get; set; }

        public bool HasVersion { get; set; }

        public int StatementStart { get; set; } = -1;

        /// <summary>The statements, where they could be read on the way.</summary>
        public Statement[]? Statements { get; set; }

        public int ProblemsBefore { get; set; }

        public int ProblemsAfter { get; set; }

        /// <summary>What is wrong with the document as a whole, which makes every statement doubtful.</summary>
        public PolicyProblem? Fault { get; set; }
    }
}
