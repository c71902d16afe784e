namespace AccessUndenied.Aws.Requests;

/// <summary>Which record of a refusal is asked for.</summary>
/// <param name="Id">The authorization id.</param>
/// <param name="Region">The Region in which the refusal was recorded; null where neither the message nor the event names one.</param>
/// <param name="AccountId">The account of the caller that was refused; null where it is not known.</param>
/// <param name="Time">When it was refused, in UTC; null where that is not known.</param>
internal sealed record AuthorizationDetailsQuery(string Id, string? Region, string? AccountId, DateTimeOffset? Time);
