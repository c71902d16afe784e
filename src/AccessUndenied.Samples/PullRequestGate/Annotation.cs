namespace AccessUndenied.Samples.PullRequestGate;

/// <summary>Writes annotations that GitHub Actions shows at the changed lines.</summary>
/// <remarks>Source: GitHub Actions documentation, "Workflow commands".</remarks>
internal static class Annotation
{
    public static string Error(string text, string? file = null, int? line = null)
    {
        var place = file is null ? "" : $" file={Property(file)}" + (line is null ? "" : $",line={line}");
        return $"::error{place}::{Data(text)}";
    }

    // A text with a line break could otherwise be a command of its own.
    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
