using System.Globalization;

namespace AccessUndenied.Cli.Commands;

/// <summary>Times as options have them.</summary>
internal static class TimeText
{
    // ISO 8601 as people and tools write it; a time without a zone is UTC.
    private static readonly string[] s_formats =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyyMMddTHHmmssK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK",
    ];

    public static bool TryRead(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
