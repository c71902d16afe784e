using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Replays;

/// <summary>One proposed change of one policy.</summary>
public sealed class ProposedChange
{
    /// <summary>What is done.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>The layer that the policy belongs to.</summary>
    public required PolicyLayer Layer { get; init; }

    /// <summary>The identifier of what carries the policy: an ARN, an account, a node of the organization, an endpoint.</summary>
    /// <value>Null for everything that carries the policy <see cref="PolicyArn"/>.</value>
    public string? Target { get; init; }

    /// <summary>The policy's name; null where its target carries one policy alone, or <see cref="PolicyArn"/> names it.</summary>
    public string? PolicyName { get; init; }

    /// <summary>The policy's identifier, such as an ARN; null for an inline policy.</summary>
    public string? PolicyArn { get; init; }

    /// <summary>The document; null where the change needs none, or takes the one that is known of the policy.</summary>
    public PolicyDocument? Document { get; init; }

    /// <summary>Where the change was read, such as <c>change.json, $[1]</c>; null when it was built in memory.</summary>
    public string? Origin { get; internal init; }

    /// <summary>The line of <see cref="Origin"/>'s file on which the document begins, from 1; null when it was built in memory, or stands there as a text.</summary>
    public int? DocumentLine { get; init; }

    /// <summary>Whether it puts a policy there, rather than takes one away.</summary>
    public bool Adds => Kind is ChangeKind.Put or ChangeKind.Attach;

    /// <summary>Whether <paramref name="policy"/> is the one that the change is about: by <see cref="PolicyArn"/>, else by <see cref="PolicyName"/>.</summary>
    public bool Names(AttachedPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return PolicyArn is { } arn
            ? string.Equals(policy.Id, arn, StringComparison.Ordinal)
            : PolicyName is null || string.Equals(policy.Name, PolicyName, StringComparison.Ordinal);
    }

    internal ProposedChange With(PolicyDocument document) =>
        new() { Kind = Kind, Layer = Layer, Target = Target, PolicyName = PolicyName, PolicyArn = PolicyArn, Document = document, Origin = Origin };
}
