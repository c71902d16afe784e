namespace AccessUndenied.Replays;

/// <summary>The narrowest policy by which all recorded successful calls of a principal are allowed.</summary>
public sealed class SuggestedPolicy
{
    internal SuggestedPolicy(string principal, long calls, string? document, IReadOnlyList<UsedRight> rights)
    {
        Principal = principal;
        Calls = calls;
        Document = document;
        Rights = rights;
    }

    /// <summary>The principal's entity.</summary>
    public string Principal { get; }

    /// <summary>How many of its calls succeeded.</summary>
    public long Calls { get; }

    /// <summary>The policy as JSON; null where none of its calls was recorded.</summary>
    public string? Document { get; }

    /// <summary>The rights in it, each with its evidence, by action and resource.</summary>
    public IReadOnlyList<UsedRight> Rights { get; }
}
