namespace AccessUndenied.Aws.Events;

/// <summary>The web identity behind a session: the record's <c>webIdFederationData</c>.</summary>
/// <remarks>
/// Two are equal when provider and attributes are, whatever the attributes' order.
/// Source:
/// <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">
/// CloudTrail User Guide, "userIdentity"</see> (UID-21).
/// </remarks>
internal sealed record WebIdentityFederation
{
    /// <summary>The provider's ARN or host name, such as <c>accounts.example.com</c>.</summary>
    public string? FederatedProvider { get; init; }

    /// <summary>The token's claims as condition keys, such as <c>accounts.example.com:aud</c>.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal bool IsEmpty => FederatedProvider is null && Attributes.Count == 0;

    /// <inheritdoc/>
    public bool Equals(WebIdentityFederation? other) =>
        other is not null
        && string.Equals(FederatedProvider, other.FederatedProvider, StringComparison.Ordinal)
        && Attributes.Count == other.Attributes.Count
        && Attributes.All(a => other.Attributes.TryGetValue(a.Key, out var value) && string.Equals(a.Value, value, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(FederatedProvider, Attributes.Count);
}
