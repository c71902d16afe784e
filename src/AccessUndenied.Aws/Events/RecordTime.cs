using System.Globalization;

namespace AccessUndenied.Aws.Events;

/// <summary>Reads the times of records, in the form of CloudTrail and in those of the tools that records pass through.</summary>
/// <remarks>
/// Shape: ISO 8601, extended or basic (UID-22); Lake's and Athena's <c>2026-01-31 23:59:59.000000000</c> (CT-21, ENV-04); an offset in the
/// place of <c>Z</c>; seconds or milliseconds since 1970, as OpenSearch and Kinesis keep them. A time without a zone is UTC.
/// </remarks>
internal static class RecordTime
{
    private const int MostFraction = 7;

    // From here on a number of seconds would lie beyond the year 5000, so it counts milliseconds.
    private const long FirstMilliseconds = 100_000_000_000;
    private const long LastMilliseconds = 253_402_300_799_999;

    private static readonly string[] s_formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyyMMdd'T'HHmmss'Z'",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
    ];

    private static readonly string[] s_furtherFormats =
    [
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFF K", "yyyyMMdd'T'HHmmss.FFFFFFFK", "yyyyMMdd'T'HHmmssK", "yyyy-MM-dd'T'HH:mmK",
    ];

    /// <summary>Reads <paramref name="text"/>; <paramref name="isUsual"/> tells whether it has a form that CloudTrail itself writes.</summary>
    internal static bool TryParse(string text, out DateTimeOffset time, out bool isUsual)
    {
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        isUsual = DateTimeOffset.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, Styles, out time);
        return isUsual
            || TryParseNumber(text, out time)
            || DateTimeOffset.TryParseExact(Simplify(text), [.. s_formats, .. s_furtherFormats], CultureInfo.InvariantCulture, Styles, out time);
    }

    private static bool TryParseNumber(string text, out DateTimeOffset time)
    {
        time = default;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            || number < 0 || number > LastMilliseconds || (number < FirstMilliseconds && text.Length < 9))
        {
            return false;
        }

        time = DateTimeOffset.FromUnixTimeMilliseconds((long)(number < FirstMilliseconds ? number * 1000 : number));
        return true;
    }

    // Fractions are cut to what .NET reads; the zone's name and an offset without a colon are written its way.
    private static string Simplify(string text)
    {
        text = text.Trim();
        foreach (var zone in (ReadOnlySpan<string>)[" UTC", " GMT", "UTC"])
        {
            if (text.EndsWith(zone, StringComparison.OrdinalIgnoreCase))
            {
                text = text[..^zone.Length] + "Z";
                break;
            }
        }

        if (text.Length > 5 && text[^5] is '+' or '-' && text.AsSpan(text.Length - 4).IndexOfAnyExceptInRange('0', '9') < 0 && text.Contains(':', StringComparison.Ordinal))
        {
            text = text[..^2] + ":" + text[^2..];
        }

        var dot = text.IndexOfAny(['.', ',']);
        if (dot < 0)
        {
            return text;
        }

        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return text[..dot] + "." + text[(dot + 1)..Math.Min(end, dot + 1 + MostFraction)] + text[end..];
    }
}
