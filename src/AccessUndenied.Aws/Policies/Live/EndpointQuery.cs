namespace AccessUndenied.Aws.Policies.Live;

/// <summary>A VPC endpoint, and where it is looked for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="AccountId">The account that it is taken to be in.</param>
/// <param name="Region">Its region; null for the default.</param>
internal readonly record struct EndpointQuery(string Id, string AccountId, string? Region);
