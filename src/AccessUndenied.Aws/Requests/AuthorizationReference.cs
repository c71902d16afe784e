namespace AccessUndenied.Aws.Requests;

/// <summary>The authorization id that a denial message carries, by which AWS's own record of the refusal is asked for.</summary>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied-authorization-id.html">
/// IAM User Guide, "Troubleshoot access denied errors with an authorization ID"</see>.
/// </remarks>
internal sealed record AuthorizationReference
{
    /// <summary>The id: digits and small letters; null where none can be relied on, which <see cref="Why"/> explains.</summary>
    public string? Id { get; init; }

    /// <summary>The Region that the message's link names, which has the shape of a Region's name; null where the message has no link that can be read.</summary>
    public string? Region { get; init; }

    /// <summary>Why there is no <see cref="Id"/>, a sentence; null where there is one.</summary>
    public string? Why { get; init; }
}
