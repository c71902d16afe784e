namespace AccessUndenied.Replays;

/// <summary>A right that recorded calls of a principal used.</summary>
public sealed class UsedRight
{
    internal UsedRight(string action, string resource, long calls, long resources, DateTimeOffset? first, DateTimeOffset? last, bool isPattern)
    {
        Action = action;
        Resource = resource;
        Calls = calls;
        Resources = resources;
        First = first;
        Last = last;
        IsPattern = isPattern;
    }

    /// <summary>The conditions under which it was used and ought to be allowed, as policies write them, such as <c>StringEquals iam:PassedToService ["lambda.amazonaws.com"]</c>.</summary>
    public IReadOnlyList<string> Conditions => [.. Bounds.Select(bound => $"{bound.Operator} {bound.Key} [\"{bound.Value}\"]")];

    internal IReadOnlyList<(string Operator, string Key, string Value)> Bounds { get; init; } = [];

    /// <summary>The action.</summary>
    public string Action { get; }

    /// <summary>The resource as a policy names it: exact, or a pattern over several.</summary>
    public string Resource { get; }

    /// <summary>How many calls used it.</summary>
    public long Calls { get; }

    /// <summary>How many different resources the calls were for.</summary>
    public long Resources { get; }

    /// <summary>The time of the first call, in UTC; null where no record tells.</summary>
    public DateTimeOffset? First { get; }

    /// <summary>The time of the last.</summary>
    public DateTimeOffset? Last { get; }

    /// <summary>Whether it covers more than the calls used, since there were too many resources, or the record does not name the whole of one.</summary>
    public bool IsPattern { get; }
}
