namespace AccessUndenied.Aws.Requests;

/// <summary>The queues that SQS names by address.</summary>
/// <remarks>
/// Shape: <c>https://sqs.REGION.amazonaws.com/ACCOUNT/NAME</c>, and the older <c>https://REGION.queue.amazonaws.com/…</c> and
/// <c>https://queue.amazonaws.com/…</c>, an endpoint's <c>https://vpce-….sqs.REGION.vpce.amazonaws.com/…</c>, with or without <c>sqs-fips</c>. An
/// address that ends after the host names the service and no queue. Source: SQS Developer Guide, "Queue and message identifiers", and
/// Amazon SQS endpoints and quotas. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html
/// </remarks>
internal static class QueueUrls
{
    internal static bool IsUrl(ReadOnlySpan<char> text) =>
        text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The ARN of the queue at an address; null where the address names none.</summary>
    internal static string? ArnOf(string url, in ArnPlace place)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var path = url.IndexOf('/', start);
        if (path < 0)
        {
            return null;
        }

        var parts = url[(path + 1)..].TrimEnd('/').Split('/');
        if (parts.Length < 2 || parts[^1].Length == 0 || !AccountIds.IsAccountId(parts[^2]))
        {
            return null;
        }

        return $"arn:{place.Partition}:sqs:{RegionIn(url.AsSpan(start, path - start)) ?? place.Region}:{parts[^2]}:{parts[^1]}";
    }

    /// <summary>The region in the host of an address: the label after sqs, or before queue; null where it has none, but for us-east-1's oldest address.</summary>
    internal static string? RegionIn(ReadOnlySpan<char> host)
    {
        var labels = host.ToString().Split('.');
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] is "sqs" or "sqs-fips" && i + 1 < labels.Length && IsRegion(labels[i + 1]))
            {
                return labels[i + 1];
            }

            if (labels[i] is "queue")
            {
                return i > 0 && IsRegion(labels[i - 1]) ? labels[i - 1] : i == 0 && host.EndsWith(".amazonaws.com", StringComparison.Ordinal) ? "us-east-1" : null;
            }
        }

        return null;
    }

    private static bool IsRegion(string label) => label.Contains('-', StringComparison.Ordinal) && char.IsAsciiDigit(label[^1]);
}
