using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Replays;

/// <summary>Two decisions on one call that differ, or of which one is not certain.</summary>
/// <remarks>Of a call that needs several requests, it is the request that makes the difference.</remarks>
public sealed record CallDifference
{
    /// <summary>The entity that called: the role of a session, else the caller itself.</summary>
    public required string Principal { get; init; }

    /// <summary>The action.</summary>
    public required string Action { get; init; }

    /// <summary>The resource; <c>*</c> where the action has none.</summary>
    public required string Resource { get; init; }

    /// <summary>The decision before.</summary>
    public required Decision Before { get; init; }

    /// <summary>The decision after; <see cref="Decision.Indeterminate"/> where it hangs on what nobody knows.</summary>
    public required Decision After { get; init; }

    /// <summary>The layer that makes the difference; null where none can be named.</summary>
    public PolicyLayer? Layer { get; internal init; }

    /// <summary>The name of the policy that does, else its identifier; null where no policy speaks.</summary>
    public string? Policy { get; internal init; }

    /// <summary>The name of the statement that does; null where it has none.</summary>
    public string? Sid { get; internal init; }

    /// <summary>The condition keys on which it hangs.</summary>
    public IReadOnlyList<string> MissingContextKeys { get; internal init; } = [];

    /// <summary>Why it is not certain, or what else there is to say, in one sentence; null where nothing is.</summary>
    public string? Reason { get; internal init; }
}
