using System.CommandLine;
using System.CommandLine.Parsing;
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

    /// <summary>The one value of <paramref name="option"/>; null where none is given, or several, which another complaint is about.</summary>
    public static string? Given(CommandResult result, Option option) => result.GetResult(option) is { Tokens: [{ Value: var text }] } ? text : null;

    public static bool TryRead(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
