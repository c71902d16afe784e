using AccessUndenied.Events;

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

    /// <summary>The rights that calls used on resources which their records do not tell, each with the pattern of such resources: the policy does not have them.</summary>
    public IReadOnlyList<UsedRight> Unrecorded { get; internal init; } = [];

    /// <summary>What whoever puts the policy in place has to know first, as of remediations.</summary>
    public IReadOnlyList<Note> Warnings { get; internal init; } = [];
}
