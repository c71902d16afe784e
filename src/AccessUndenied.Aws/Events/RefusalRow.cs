namespace AccessUndenied.Aws.Events;

/// <summary>One row of the table of refusals that no policy makes.</summary>
/// <remarks>Shape and meaning of the members: the head of <c>Data/service-refusals.txt</c>.</remarks>
internal sealed record RefusalRow
{
    public required string Id { get; init; }

    public required IReadOnlyList<string> Services { get; init; }

    public IReadOnlyList<string> Operations { get; init; } = [];

    public IReadOnlyList<string> Codes { get; init; } = [];

    public IReadOnlyList<string> CodesAlone { get; init; } = [];

    public IReadOnlyList<LiteralPattern> Texts { get; init; } = [];

    /// <summary>Names that the text holds, for cause, advice and what is asked.</summary>
    public IReadOnlyList<RefusalTake> Takes { get; init; } = [];

    /// <summary>The rights that the refusal is over, where policies give them; empty where none is known.</summary>
    public IReadOnlyList<RefusalAsk> Asks { get; init; } = [];

    /// <summary>What the request must hold for the row to be meant: parameters and their values, of which <c>{account}</c> is the caller's account.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Where { get; init; } = [];

    /// <summary>Which role the rights of a role are, in words, where the record does not name it; null where nothing tells.</summary>
    public string? Whose { get; init; }

    public required string Reason { get; init; }

    public required string Advice { get; init; }

    public required string Page { get; init; }

    public bool IsCertain { get; init; } = true;

    /// <summary>Whether a record with this text is a denial by that alone; a row with <see cref="Where"/> never makes it one.</summary>
    public bool Detects { get; init; } = true;

    /// <summary>Whether a record with one of <see cref="CodesAlone"/> is a denial by that alone, whatever its text (ERR-22).</summary>
    public bool DetectsByCode { get; init; }

    public bool IsOfAnyService => Services is ["*"];

    public bool IsOf(ReadOnlySpan<char> service, ReadOnlySpan<char> operation) =>
        (IsOfAnyService || service.IsEmpty || Holds(Services, service)) && (Operations.Count == 0 || IsOperation(operation));

    /// <summary>Whether the message, and where one is asked for the code, are those of the row.</summary>
    public bool MatchesText(ReadOnlySpan<char> code, ReadOnlySpan<char> message)
    {
        if (message.IsEmpty || (Codes.Count > 0 && !Holds(Codes, code)))
        {
            return false;
        }

        foreach (var text in Texts)
        {
            if (text.IsIn(message))
            {
                return true;
            }
        }

        return false;
    }

    public bool MatchesCode(ReadOnlySpan<char> code) => !code.IsEmpty && Holds(CodesAlone, code);

    private bool IsOperation(ReadOnlySpan<char> operation)
    {
        foreach (var wanted in Operations)
        {
            if (wanted.Contains('*', StringComparison.Ordinal) ? LiteralPattern.Parse(wanted).IsIn(operation) : operation.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Holds(IReadOnlyList<string> names, ReadOnlySpan<char> name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (name.Equals(names[i], StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
