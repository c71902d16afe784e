namespace AccessUndenied.Aws.Events;

/// <summary>The service that wrote a record, by its host.</summary>
internal static class EventSource
{
    private static readonly string[] s_suffixes = [".amazonaws.com", ".amazonaws.com.cn"];

    /// <summary>The name before <c>.amazonaws.com</c>; null for any other host, such as <c>iam.amazonaws.com.example.org</c>, which is no service of AWS.</summary>
    internal static string? ServiceOf(string host)
    {
        foreach (var suffix in s_suffixes)
        {
            if (host.Length > suffix.Length && host.EndsWith(suffix, StringComparison.Ordinal) && !host.AsSpan(0, host.Length - suffix.Length).Contains('.'))
            {
                return host[..^suffix.Length];
            }
        }

        return null;
    }
}
