namespace AccessUndenied.Aws.Events;

/// <summary>Who issued a session's credentials: the role, or the user or root user behind a federated session.</summary>
/// <remarks>
/// Source:
/// <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">
/// CloudTrail User Guide, "userIdentity"</see>, <c>sessionIssuer</c>
/// (UID-03, UID-05).
/// </remarks>
internal sealed record SessionIssuer
{
    /// <summary>The issuer's type, such as <c>Role</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The issuer's unique id, such as <c>AROAEXAMPLE</c>.</summary>
    public string? PrincipalId { get; init; }

    /// <summary>The issuer's ARN, with its path.</summary>
    public string? Arn { get; init; }

    /// <summary>The issuer's account.</summary>
    public string? AccountId { get; init; }

    /// <summary>The issuer's friendly name.</summary>
    public string? UserName { get; init; }

    internal bool IsEmpty => Type is null && PrincipalId is null && Arn is null && AccountId is null && UserName is null;
}
