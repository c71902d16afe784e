namespace AccessUndenied.Aws.Requests;

/// <summary>Where a request was made: what an ARN needs beside the resource's own name.</summary>
/// <param name="Partition">The partition, from the region.</param>
/// <param name="Region">The region; empty when the record has none.</param>
/// <param name="AccountId">The account; null when the record has none.</param>
internal readonly record struct ArnPlace(string Partition, string Region, string? AccountId);
