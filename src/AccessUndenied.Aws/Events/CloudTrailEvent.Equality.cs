namespace AccessUndenied.Aws.Events;

public sealed partial record CloudTrailEvent
{
    /// <summary>Compares by content, the record's bytes included.</summary>
    public bool Equals(CloudTrailEvent? other) =>
        base.Equals(other)
        && (AwsRegion, EventType, EventCategory, SourceIpAddress, UserAgent).Equals(
            (other.AwsRegion, other.EventType, other.EventCategory, other.SourceIpAddress, other.UserAgent))
        && (RecipientAccountId, SharedEventId, VpcEndpointId, VpcEndpointAccountId, TlsVersion).Equals(
            (other.RecipientAccountId, other.SharedEventId, other.VpcEndpointId, other.VpcEndpointAccountId, other.TlsVersion))
        && Equals(Identity, other.Identity)
        && Equals(Told, other.Told)
        && Resources.SequenceEqual(other.Resources)
        && SamePart(RequestParametersPart, other.RequestParametersPart)
        && SamePart(ResponseElementsPart, other.ResponseElementsPart)
        && SamePart(AdditionalEventDataPart, other.AdditionalEventDataPart)
        && SamePart(EventContextPart, other.EventContextPart)
        && Raw.Span.SequenceEqual(other.Raw.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Raw.Length);

    private static bool SamePart(JsonPart? left, JsonPart? right) => left is null ? right is null : left.SameAs(right);
}
