using AccessUndenied.Remediations;

namespace AccessUndenied.Reports.Reading;

/// <summary>One change to one policy, as a report has it.</summary>
public sealed record ReportedChange
{
    /// <summary>The layer that it mends.</summary>
    public required string Layer { get; init; }

    /// <summary>Whether a policy is added (true), or one statement replaced (false).</summary>
    public required bool IsAddition { get; init; }

    /// <summary>What the policy is or is to be attached to; null where nothing can be named.</summary>
    public string? AttachmentTarget { get; init; }

    /// <summary>The name of the policy that changes; null where a new one is added.</summary>
    public string? PolicyName { get; init; }

    /// <summary>The identifier of the policy that changes; null where a new one is added.</summary>
    public string? PolicyArn { get; init; }

    /// <summary>The index of the statement that is replaced; null where a policy is added.</summary>
    public int? StatementIndex { get; init; }

    /// <summary>The policy to add, or the statement that replaces the other, as JSON.</summary>
    public required string Json { get; init; }

    /// <summary>What it lets through beside the request, in words; null when the report has nothing on it.</summary>
    public string? Opens { get; init; }

    /// <summary>What is to be known about where it is made; null when nothing is.</summary>
    public string? Advice { get; init; }

    /// <summary>The whole policy as it is after the change, as JSON; null where <see cref="Json"/> is that already.</summary>
    public string? Document { get; init; }

    /// <summary>What is taken away (<c>- </c>) and what comes (<c>+ </c>), element by element; empty where a new policy is added.</summary>
    public IReadOnlyList<string> Difference { get; init; } = [];

    /// <summary>The account in which it is made; null where that is not known.</summary>
    public string? AccountId { get; init; }

    /// <summary>The region in which it is made; null where the policy has none or it is not known.</summary>
    public string? Region { get; init; }

    /// <summary>The change as commands and templates; empty where the report leaves them out.</summary>
    public IReadOnlyList<ChangeScript> Scripts { get; init; } = [];
}
