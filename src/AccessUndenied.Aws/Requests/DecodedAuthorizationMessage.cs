using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>What <c>sts:DecodeAuthorizationMessage</c> tells of a refused request.</summary>
/// <remarks>
/// Source:
/// <see href="https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html">
/// STS API Reference</see> (DEC-01 to DEC-06).
/// </remarks>
internal sealed partial record DecodedAuthorizationMessage
{
    /// <summary>Whether a statement denied the request, rather than none allowing it.</summary>
    public bool IsExplicitDeny { get; init; }

    /// <summary>The caller's ARN; null when the message has none.</summary>
    public string? PrincipalArn { get; init; }

    /// <summary>The caller's unique id, such as <c>AROAEXAMPLE:session</c>; null when the message has none.</summary>
    public string? PrincipalId { get; init; }

    /// <summary>The action, with or without the service's prefix; null when the message has none.</summary>
    public string? Action { get; init; }

    /// <summary>The resource's ARN; null when the message has none.</summary>
    public string? Resource { get; init; }

    /// <summary>The condition keys as AWS evaluated them, its internal ones included.</summary>
    public IReadOnlyList<KeyValuePair<string, ContextValue>> Conditions { get; init; } = [];

    /// <summary>The Sids of the statements that matched; empty for an implicit deny and for statements without one.</summary>
    public IReadOnlyList<string> MatchedStatements { get; init; } = [];
}
