using AccessUndenied.Conditions;

namespace AccessUndenied.Policies;

/// <summary>One rule of a <see cref="PolicyDocument"/>, as written: nothing resolved yet.</summary>
public sealed class Statement
{
    /// <summary>Where it stands in its document, counted from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Its name; null when it has none.</summary>
    public string? Sid { get; init; }

    /// <summary>What it does when it applies.</summary>
    public Effect Effect { get; init; }

    /// <summary>Whom it speaks of; null when it does not say.</summary>
    public PrincipalElement? Principals { get; init; }

    /// <summary>Which actions it speaks of; null when that is missing or cannot be read.</summary>
    public ActionElement? Actions { get; init; }

    /// <summary>Which resources it speaks of; null when that is missing or cannot be read.</summary>
    public ResourceElement? Resources { get; init; }

    /// <summary>The further tests, all of which must hold; empty when there are none.</summary>
    public IReadOnlyList<Condition> Conditions => ConditionArray;

    /// <summary>Where it starts in its document's text.</summary>
    public TextPosition Position { get; init; }

    /// <summary>What is wrong with it, first of all; null when it can be evaluated.</summary>
    /// <remarks>Such a statement counts as one that applies perhaps, so that a lost Deny never reads as allowed (GRAM-16).</remarks>
    public PolicyProblem? Problem { get; init; }

    /// <summary>The statement as JSON, byte for byte as its document has it.</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }

    internal Condition[] ConditionArray { get; init; } = [];
}
