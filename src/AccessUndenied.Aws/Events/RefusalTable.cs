namespace AccessUndenied.Aws.Events;

/// <summary>The refusals that no policy makes, by service, error code and text.</summary>
internal static class RefusalTable
{
    // What follows the label of an event source.
    private const string Domain = ".amazonaws.com";

    // A text is looked for in the rows of its own service before those of any.
    private static readonly Lazy<RefusalRow[]> s_rows = new(() => [.. RefusalTableReader.Read().OrderBy(row => row.IsOfAnyService)]);

    public static IReadOnlyList<RefusalRow> Rows => s_rows.Value;

    /// <summary>The row of a refusal; null where policies may have made it.</summary>
    /// <param name="errorCode">As the record has it.</param>
    /// <param name="errorMessage">The error text.</param>
    /// <param name="eventSource">The service, such as <c>lambda.amazonaws.com</c>; empty where it is not known.</param>
    /// <param name="eventName">The operation.</param>
    /// <param name="isMeant">Whether the request is one that a row with <see cref="RefusalRow.Where"/> is about; null where no request is at hand.</param>
    public static RefusalRow? Find(
        ReadOnlySpan<char> errorCode, ReadOnlySpan<char> errorMessage, ReadOnlySpan<char> eventSource, ReadOnlySpan<char> eventName, Func<RefusalRow, bool>? isMeant = null)
    {
        if (errorCode.IsEmpty && errorMessage.IsEmpty)
        {
            // No row is about nothing.
            return null;
        }

        var code = DenialDetection.Normalize(errorCode);
        var service = LabelOf(eventSource);
        return FindByText(code, errorMessage, service, eventName, isMeant) ?? FindByCode(code, service, eventName);
    }

    /// <summary>The row of an id; null where there is none.</summary>
    public static RefusalRow? Named(string id) => Array.Find(s_rows.Value, row => row.Id == id);

    /// <summary>Whether the text alone, or a code that says as much, makes a record one of a refusal.</summary>
    public static bool Detects(ReadOnlySpan<char> code, ReadOnlySpan<char> errorMessage, ReadOnlySpan<char> eventSource, ReadOnlySpan<char> eventName)
    {
        var service = LabelOf(eventSource);
        return (!errorMessage.IsEmpty && FindByText(code, errorMessage, service, eventName) is { Detects: true })
            || FindByCode(code, service, eventName) is { DetectsByCode: true };
    }

    private static RefusalRow? FindByText(
        ReadOnlySpan<char> code, ReadOnlySpan<char> message, ReadOnlySpan<char> service, ReadOnlySpan<char> operation, Func<RefusalRow, bool>? isMeant = null)
    {
        // Where no service is known, what any service says is the better reading.
        if (service.IsEmpty)
        {
            foreach (var row in s_rows.Value)
            {
                if (row.IsOfAnyService && row.MatchesText(code, message) && (row.Where.Count == 0 || isMeant is null || isMeant(row)))
                {
                    return row;
                }
            }
        }

        foreach (var row in s_rows.Value)
        {
            if (row.IsOf(service, operation) && row.MatchesText(code, message) && (row.Where.Count == 0 || isMeant is null || isMeant(row)))
            {
                return row;
            }
        }

        return null;
    }

    private static RefusalRow? FindByCode(ReadOnlySpan<char> code, ReadOnlySpan<char> service, ReadOnlySpan<char> operation)
    {
        foreach (var row in s_rows.Value)
        {
            if (row.MatchesCode(code) && row.IsOf(service, operation))
            {
                return row;
            }
        }

        return null;
    }

    private static ReadOnlySpan<char> LabelOf(ReadOnlySpan<char> eventSource)
    {
        var end = eventSource.IndexOf(Domain, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? eventSource : eventSource[..end];
    }
}
