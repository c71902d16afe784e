namespace AccessUndenied.Aws.Observability;

/// <summary>The names of the tags of spans and measurements.</summary>
internal static class AwsTelemetryTags
{
    /// <summary>The permission that an API call needs, such as <c>iam:GetRole</c>.</summary>
    public const string Operation = "access_undenied.operation";

    /// <summary>How an API call ended.</summary>
    public const string Outcome = "access_undenied.outcome";

    /// <summary>The service that was asked.</summary>
    public const string Service = "access_undenied.service";

    /// <summary>Which cache was asked.</summary>
    public const string Cache = "access_undenied.cache";

    /// <summary>Whether a cache had it: <c>hit</c> or <c>miss</c>.</summary>
    public const string CacheResult = "access_undenied.cache.result";
}
