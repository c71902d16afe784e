namespace AccessUndenied.Aws.Clients;

/// <summary>Whose credentials are used.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Arn">The user's, or the session's, ARN.</param>
public sealed record AwsCaller(string AccountId, string Arn)
{
    /// <summary>The partition, such as <c>aws</c>.</summary>
    internal string Partition => Aws.Arn.TryParse(Arn, out var arn) ? arn.Partition.ToString() : "aws";
}
