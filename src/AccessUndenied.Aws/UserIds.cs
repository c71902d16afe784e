using System.Diagnostics.CodeAnalysis;

namespace AccessUndenied.Aws;

/// <summary>The two halves of <c>aws:userid</c> and of a record's <c>principalId</c>, such as <c>AROAEXAMPLE:session</c>.</summary>
/// <remarks>A user's has the unique id alone. Source: IAM User Guide, "IAM JSON policy elements: Variables and tags", table of principal key values.</remarks>
internal static class UserIds
{
    private const int ShortestUniqueId = 16;

    /// <summary>The unique id of the user or role; the whole text where no session follows.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? EntityOf(string? text) => text?.IndexOf(':', StringComparison.Ordinal) is { } colon and >= 0 ? text[..colon] : text;

    /// <summary>The same of a text that is not copied.</summary>
    public static ReadOnlySpan<char> EntityOf(ReadOnlySpan<char> text) => text.IndexOf(':') is >= 0 and var colon ? text[..colon] : text;

    /// <summary>Whether <paramref name="principal"/>, of a policy, is the bare id that stands there when its role or user was deleted (PRIN-14).</summary>
    public static bool IsOfDeleted(string principal) => principal.Length >= ShortestUniqueId && !principal.Contains(':', StringComparison.Ordinal)
        && (principal.StartsWith("AROA", StringComparison.Ordinal) || principal.StartsWith("AIDA", StringComparison.Ordinal));

    /// <summary>The session's name; null where none follows.</summary>
    public static string? SessionOf(string? text) => text?.IndexOf(':', StringComparison.Ordinal) is { } colon and >= 0 && colon < text.Length - 1 ? text[(colon + 1)..] : null;
}
