namespace AccessUndenied.Aws.Clients;

/// <summary>A call that did not go well, with its cause and the way out in one sentence.</summary>
internal sealed class AwsCallException : Exception
{
    public AwsCallException()
    {
    }

    public AwsCallException(string message)
        : base(message)
    {
    }

    public AwsCallException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public AwsCallException(AwsFault fault, string? code, string message, Exception? innerException)
        : this(message, innerException)
    {
        Fault = fault;
        Code = code;
    }

    public AwsFault Fault { get; }

    /// <summary>The permission that the caller lacks, such as <c>s3:GetBucketPolicy</c>; null where something else was in the way.</summary>
    public string? MissingPermission { get; init; }

    /// <summary>The service's code for it, such as <c>NoSuchEntity</c>; null when it never answered.</summary>
    public string? Code { get; }

    /// <summary>Whether it may be gone the next time.</summary>
    public bool IsPassing => Fault is AwsFault.Unreachable or AwsFault.Expired;
}
