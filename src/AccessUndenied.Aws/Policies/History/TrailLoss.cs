namespace AccessUndenied.Aws.Policies.History;

/// <summary>A call that changed something of which its record does not tell what.</summary>
/// <param name="Account">The account in which it did.</param>
/// <param name="Service">The service whose policies or tags it may have changed, as ARNs name it.</param>
/// <param name="Kind">The beginning of the ARNs of what it may have changed; null where it may have been anything of the service.</param>
/// <param name="Time">When.</param>
internal sealed record TrailLoss(string Account, string Service, string? Kind, DateTimeOffset Time)
{
    /// <summary>Whether it changed tags, and no policy.</summary>
    public bool IsOfTags { get; init; }

    /// <summary>The ARN of something of which copies in other Regions are what it may have changed; null where it is anything.</summary>
    public string? CopiesOf { get; init; }

    /// <summary>Whether it may have changed something of <paramref name="account"/>.</summary>
    /// <param name="account">The account; null for any.</param>
    /// <param name="service">The service; null for any.</param>
    /// <param name="target">What carries the policy; null for anything.</param>
    public bool MayConcern(string? account, string? service, string? target) =>
        (account is null || Account == account)
        && (service is null || Service == service || (Service == WriteEventReader.Sharing && WriteEventReader.IsShared(service)))
        && (Kind is null || target is null || target.StartsWith(Kind, StringComparison.Ordinal))
        && (CopiesOf is null || target is null || IsCopy(CopiesOf, target));

    // The same name in another Region.
    private static bool IsCopy(string one, string other) => Arn.TryParse(one, out var first) && Arn.TryParse(other, out var second) && first.Service.SequenceEqual(second.Service)
        && first.AccountId.SequenceEqual(second.AccountId) && first.Resource.SequenceEqual(second.Resource) && !first.Region.SequenceEqual(second.Region);
}
