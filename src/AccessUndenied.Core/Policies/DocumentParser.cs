using System.Text;
using System.Text.Json;

namespace AccessUndenied.Policies;

/// <summary>The reading of one document: its members, and where in the text each stands.</summary>
internal sealed class DocumentParser
{
    public const string CurrentVersion = "2012-10-17";
    public const string OldVersion = "2008-10-17";

    private static readonly string[] s_members = ["Version", "Id", "Statement"];

    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly List<PolicyProblem> _problems = [];

    // The place found last, from which the next is counted on: a document of many statements is walked over once.
    private Place _last = Place.Start;
    private Place _marked = Place.Start;

    /// <summary>Where the texts of one array are gathered, again and again.</summary>
    public List<string> Texts { get; } = [];

    public DocumentParser(ReadOnlyMemory<byte> utf8) => _utf8 = utf8;

    public PolicyDocument Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new PolicyFormatException(At(reader.TokenStartIndex, "$"), DocumentMessages.NotAnObject(reader.TokenType));
        }

        var members = new DocumentMembers();
        ReadMembers(ref reader, members);
        while (reader.Read())
        {
            // Trailing text is a JSON error, which the reader reports itself.
        }

        if (members.StatementStart < 0)
        {
            throw new PolicyFormatException(At(0, "$"), DocumentMessages.NoStatement);
        }

        return new(members.Version, members.Id, Statements(members), _problems, _utf8);
    }

    internal TextPosition At(long offset, string path)
    {
        var end = (int)Math.Min(offset, _utf8.Length);
        var from = end >= _last.Offset ? _last : end >= _marked.Offset ? _marked : Place.Start;
        var passed = _utf8.Span[from.Offset..end];
        var lineStart = passed.LastIndexOf((byte)'\n') + 1;
        var column = (lineStart > 0 ? 1 : from.Column) + Encoding.UTF8.GetCharCount(passed[lineStart..]);
        _last = new(end, from.Line + passed.Count((byte)'\n'), column);
        return new(_last.Line, _last.Column, path);
    }

    /// <summary>The same for the start of a statement, to which later places in it may go back.</summary>
    internal TextPosition AtStatement(long offset, string path)
    {
        var position = At(offset, path);
        _marked = _last;
        return position;
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
                members.Blame(Report(offset, path, DocumentMessages.Duplicate(name), isWarning: false));
            }

            reader.Read();
            var known = Array.Find(s_members, member => member.Equals(name, StringComparison.OrdinalIgnoreCase));
            switch (known)
            {
                case "Version":
                    members.Version = ReadVersion(ref reader, members, path);
                    break;
                case "Id":
                    members.Id = ReadId(ref reader, path);
                    break;
                case "Statement" when members.StatementStart < 0:
                    members.StatementStart = (int)reader.TokenStartIndex;
                    ReadAhead(ref reader, members);
                    break;
                case null:
                    members.Blame(Report(offset, path, DocumentMessages.UnknownDocumentElement(name), isWarning: false));
                    break;
            }

            if (known is not null && known != name)
            {
                Report(offset, path, DocumentMessages.ElementCase(name), isWarning: true);
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
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        if (text is CurrentVersion or OldVersion)
        {
            return text;
        }

        var message = text is null ? DocumentMessages.WrongType("a string", reader.TokenType) : DocumentMessages.Version(text);
        members.Blame(Report(reader.TokenStartIndex, path, message, isWarning: false));
        return OldVersion;
    }

    // Evaluation ignores it (GRAM-11).
    private string? ReadId(ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        Report(reader.TokenStartIndex, path, DocumentMessages.WrongType("a string", reader.TokenType), isWarning: true);
        return null;
    }

    private Statement[] ReadStatements(ref Utf8JsonReader reader, int baseOffset, bool variables, PolicyProblem? fault)
    {
        var start = baseOffset + reader.TokenStartIndex;
        var statements = new List<Statement>();
        try
        {
            ReadStatements(ref reader, baseOffset, variables, fault, statements);
        }
        catch (InvalidOperationException)
        {
            // The escape of half a character, which is no text.
            throw new PolicyFormatException(At(baseOffset + reader.TokenStartIndex, $"$.Statement[{statements.Count}]"), DocumentMessages.HalfCharacter);
        }

        if (statements.Count == 0)
        {
            Report(start, "$.Statement", DocumentMessages.EmptyList("Statement"), isWarning: true);
        }

        WarnOfRepeatedSids(statements);
        return [.. statements];
    }

    private void ReadStatements(ref Utf8JsonReader reader, int baseOffset, bool variables, PolicyProblem? fault, List<Statement> statements)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            statements.Add(ReadStatement(ref reader, baseOffset, 0, new(-1), variables, fault));
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            statements.Add(ReadStatement(ref reader, baseOffset, statements.Count, new(statements.Count), variables, fault));
        }
    }

    private Statement ReadStatement(ref Utf8JsonReader reader, int baseOffset, int index, JsonPath path, bool variables, PolicyProblem? fault) =>
        new StatementReader(this, baseOffset, index, path, variables).Read(ref reader, fault);

    private void WarnOfRepeatedSids(List<Statement> statements)
    {
        var seen = new NameSet(StringComparer.Ordinal);
        foreach (var statement in statements)
        {
            if (!string.IsNullOrEmpty(statement.Sid) && !seen.Add(statement.Sid))
            {
                _problems.Add(new(statement.Position, DocumentMessages.RepeatedSid(statement.Sid), isWarning: true));
            }
        }
    }

    private readonly record struct Place(int Offset, int Line, int Column)
    {
        public static Place Start => new(0, 1, 1);
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
        public PolicyProblem? Fault { get; private set; }

        /// <summary>The first fault stays.</summary>
        public void Blame(PolicyProblem fault) => Fault ??= fault;
    }
}
