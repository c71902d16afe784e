namespace AccessUndenied.Aws.Requests;

/// <summary>Names by which AWS services call and are called, such as <c>lambda.amazonaws.com</c>.</summary>
/// <remarks>
/// Shape: <c>service.suffix</c>, regional <c>service.region.suffix</c>, sometimes with more labels
/// (<c>delivery.logs.amazonaws.com</c>); lower case. Source: rule PRIN-08.
/// </remarks>
internal static class ServiceName
{
    // Services keep amazonaws.com in most partitions; the others' own suffixes occur beside it.
    private static readonly string[] s_suffixes =
    [
        ".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu", ".c2s.ic.gov", ".sc2s.sgov.gov", ".csp.hci.ic.gov", ".cloud.adc-e.uk",
    ];

    internal static bool IsServiceName(ReadOnlySpan<char> text)
    {
        foreach (var suffix in s_suffixes)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal))
            {
                return IsLabels(text[..^suffix.Length]);
            }
        }

        return false;
    }

    /// <summary>The first label: the service's own name in most cases.</summary>
    internal static ReadOnlySpan<char> LabelOf(ReadOnlySpan<char> name) => name.IndexOf('.') is var dot and >= 0 ? name[..dot] : name;

    private static bool IsLabels(ReadOnlySpan<char> text)
    {
        var previous = '.';
        foreach (var c in text)
        {
            if (!(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || (c is '-' or '.' && previous != '.')))
            {
                return false;
            }

            previous = c;
        }

        return previous != '.';
    }
}
