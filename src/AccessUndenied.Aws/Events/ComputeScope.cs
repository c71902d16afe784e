namespace AccessUndenied.Aws.Events;

/// <summary>The compute resource whose role credentials signed a request: the record's <c>inScopeOf</c>.</summary>
/// <remarks>
/// Source:
/// <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">
/// CloudTrail User Guide, "userIdentity"</see> (UID-25).
/// </remarks>
internal sealed record ComputeScope
{
    /// <summary>The ARN of the resource that received the credentials' service, such as a function's ARN.</summary>
    public string? SourceArn { get; init; }

    /// <summary>The account of that resource.</summary>
    public string? SourceAccount { get; init; }

    /// <summary>The resource's type, such as <c>AWS::Lambda::Function</c>.</summary>
    public string? IssuerType { get; init; }

    /// <summary>The resource that the credentials were issued to.</summary>
    public string? CredentialsIssuedTo { get; init; }

    internal bool IsEmpty => SourceArn is null && SourceAccount is null && IssuerType is null && CredentialsIssuedTo is null;
}
