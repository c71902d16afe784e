namespace AccessUndenied.Aws.Events;

/// <summary>The words that stand in records for values that were taken out.</summary>
/// <remarks>Source: CloudTrail's own word, by the AWS Sign-In User Guide's example of a failed sign-in; the others are those of common log pipelines.</remarks>
internal static class Redaction
{
    /// <summary>CloudTrail's own word.</summary>
    internal const string Word = "HIDDEN_DUE_TO_SECURITY_REASONS";

    private const int FewestAsterisks = 3;

    private static readonly string[] s_words = [Word, "[REDACTED]", "<REDACTED>", "(REDACTED)", "REDACTED", "[HIDDEN]"];

    /// <summary>Whether <paramref name="text"/> is one of them, or nothing but three or more asterisks.</summary>
    internal static bool Hides(string? text) =>
        text is not null
        && ((text.Length >= FewestAsterisks && !text.AsSpan().ContainsAnyExcept('*')) || Array.Exists(s_words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase)));
}
