namespace AccessUndenied.Aws.Clients;

/// <summary>Whose credentials are used.</summary>
public sealed class AwsCaller
{
    internal AwsCaller(string accountId, string arn)
    {
        AccountId = accountId;
        Arn = arn;
    }

    /// <summary>The account.</summary>
    public string AccountId { get; }

    /// <summary>The user's, or the session's, ARN.</summary>
    public string Arn { get; }

    /// <summary>The partition, such as <c>aws</c>.</summary>
    internal string Partition => Aws.Arn.TryParse(Arn, out var arn) ? arn.Partition.ToString() : "aws";
}
