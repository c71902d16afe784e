namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Which resource carries the policy that has a say on a resource: for an S3 object its bucket, for most others themselves.</summary>
/// <param name="Arn">The carrier's ARN; empty where the type takes no policy.</param>
/// <param name="OtherSpellings">Other ARNs of the same carrier; null when it has one only.</param>
/// <param name="IsNeverWithout">Whether such a resource always has a policy.</param>
internal readonly record struct CarriedPolicy(string Arn, string[]? OtherSpellings = null, bool IsNeverWithout = false)
{
    /// <summary>The type takes no policy of its own (LAY-06).</summary>
    public static CarriedPolicy None => new("");

    public bool IsNone => Arn.Length == 0;

    public bool IsAt(string? arn) => arn == Arn || (OtherSpellings is not null && OtherSpellings.Contains(arn));
}
