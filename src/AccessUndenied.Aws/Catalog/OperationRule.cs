namespace AccessUndenied.Aws.Catalog;

/// <summary>How a kind of operation names turns into action names: <c>DeleteBucket*Configuration</c> into <c>Put*Configuration</c>.</summary>
/// <remarks>Shape: at most one star on each side; with one on both, it stands for the same text, at least one character.</remarks>
internal sealed class OperationRule
{
    private readonly string _lead;
    private readonly string? _tail;
    private readonly string _actionLead;
    private readonly string? _actionTail;

    internal OperationRule(string pattern, string action)
    {
        (_lead, _tail) = Split(pattern);
        (_actionLead, _actionTail) = Split(action);
    }

    /// <summary>The action of <paramref name="service"/> that the rule makes of <paramref name="operation"/>; null when it makes none.</summary>
    internal CatalogAction? Apply(ReadOnlySpan<char> operation, CatalogService service)
    {
        if (_tail is null)
        {
            return operation.Equals(_lead, StringComparison.OrdinalIgnoreCase) ? service.FindAction(_actionLead) : null;
        }

        if (operation.Length < _lead.Length + _tail.Length
            || !operation.StartsWith(_lead, StringComparison.OrdinalIgnoreCase)
            || !operation.EndsWith(_tail, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (_actionTail is null)
        {
            return service.FindAction(_actionLead);
        }

        var middle = operation[_lead.Length..(operation.Length - _tail.Length)];
        return middle.IsEmpty ? null : service.FindAction(string.Concat(_actionLead, middle, _actionTail));
    }

    private static (string Lead, string? Tail) Split(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        return star < 0 ? (pattern, null) : (pattern[..star], pattern[(star + 1)..]);
    }
}
