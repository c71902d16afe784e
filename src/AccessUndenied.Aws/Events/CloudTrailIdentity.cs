namespace AccessUndenied.Aws.Events;

/// <summary>The <c>userIdentity</c> of a CloudTrail record: who signed the request, as AWS wrote it down.</summary>
/// <remarks>
/// Shape: nothing is resolved or derived; a member that the record lacks, or has as an empty text or an empty object, is null.
/// Rules: docs/rules/records.md (UID-01 to UID-26).
/// Source:
/// <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">
/// CloudTrail User Guide, "CloudTrail userIdentity element"</see>.
/// </remarks>
public sealed record CloudTrailIdentity
{
    /// <summary>The type as written, such as <c>AssumedRole</c>; empty when the record does not tell.</summary>
    public string Type { get; internal init; } = "";

    /// <summary>The principal's unique id, such as <c>AROAEXAMPLE:session</c>.</summary>
    public string? PrincipalId { get; internal init; }

    /// <summary>The principal's ARN; a session's ARN has no path.</summary>
    public string? Arn { get; internal init; }

    /// <summary>The account of the entity whose permissions were used, or <c>ANONYMOUS_PRINCIPAL</c> (UID-13, UID-26).</summary>
    public string? AccountId { get; internal init; }

    /// <summary>The access key that signed: <c>AKIA…</c> is long-term, <c>ASIA…</c> temporary.</summary>
    public string? AccessKeyId { get; internal init; }

    /// <summary>The friendly name; of the root user, the account's alias.</summary>
    public string? UserName { get; internal init; }

    /// <summary>The service that made the call, such as <c>cloudformation.amazonaws.com</c> (UID-08, UID-20).</summary>
    public string? InvokedBy { get; internal init; }

    /// <summary>Who issued the session's credentials; null outside of sessions (UID-21).</summary>
    internal SessionIssuer? SessionIssuer { get; init; }

    /// <summary>When the session's credentials were issued, in UTC (UID-22).</summary>
    public DateTimeOffset? CreationDate { get; internal init; }

    /// <summary>Whether the session was authenticated with MFA; null when the record does not tell (UID-22).</summary>
    public bool? MfaAuthenticated { get; internal init; }

    /// <summary>The source identity set first on the chain of sessions (UID-23).</summary>
    public string? SourceIdentity { get; internal init; }

    /// <summary>The web identity behind the session (UID-21).</summary>
    internal WebIdentityFederation? WebIdFederation { get; init; }

    /// <summary>The version of the instance metadata service that handed out the credentials, <c>1.0</c> or <c>2.0</c> (UID-23).</summary>
    internal string? Ec2RoleDelivery { get; init; }

    /// <summary>The ARN of the console sign-in session (UID-23).</summary>
    internal string? SignInSessionArn { get; init; }

    /// <summary>Whether the session came from <c>sts:AssumeRoot</c> (UID-23); null when the record does not tell.</summary>
    internal bool? AssumedRoot { get; init; }

    /// <summary>The identity provider of a SAML or web identity caller, a host name or an ARN (UID-10, UID-11).</summary>
    internal string? IdentityProvider { get; init; }

    /// <summary>The Identity Center user on whose behalf the call was made (UID-09).</summary>
    internal string? OnBehalfOfUserId { get; init; }

    /// <summary>The compute resource that holds the role's credentials (UID-25).</summary>
    internal ComputeScope? InScopeOf { get; init; }

    /// <summary>The account of the product provider that acts with temporary delegated access (UID-24).</summary>
    internal string? InvokedByDelegateAccountId { get; init; }
}
