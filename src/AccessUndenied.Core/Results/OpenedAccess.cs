namespace AccessUndenied.Results;

/// <summary>One part of what a remediation lets through that was refused before.</summary>
/// <remarks>Shape: patterns with <c>*</c> and <c>?</c> as policies write them. All members together describe the part; several parts are a union.</remarks>
public sealed record OpenedAccess
{
    /// <summary>Who: an ARN, a service, an account with <c>all principals that its own policies allow</c>, or <c>*</c>.</summary>
    public required string Principal { get; init; }

    /// <summary>The actions.</summary>
    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>The resources.</summary>
    public required IReadOnlyList<string> Resources { get; init; }

    /// <summary>The conditions that must hold besides, each such as <c>StringEquals aws:SourceAccount 123456789012</c>.</summary>
    public IReadOnlyList<string> Conditions { get; internal init; } = [];

    /// <summary>A request of this part that goes beyond the event; null where the part is the event's request alone.</summary>
    public string? Example { get; internal init; }
}
