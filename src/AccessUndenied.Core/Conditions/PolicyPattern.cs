namespace AccessUndenied.Conditions;

/// <summary>Patterns with <c>*</c> (any run of characters) and <c>?</c> (one character), as policies write them, without policy variables.</summary>
/// <remarks>
/// A pattern matches a text as one whole. Cost: about the length of the text, whatever the pattern; no recursion.
/// Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">
/// IAM User Guide, "Resource"</see>, wildcards.
/// </remarks>
public static class PolicyPattern
{
    /// <summary>Whether <paramref name="pattern"/> matches <paramref name="text"/>, as resources and <c>StringLike</c> are compared.</summary>
    public static bool IsMatch(string pattern, string text)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(text);
        return TextPattern.Compile(pattern, wildcards: true, variables: false).MatchesLiteral(text);
    }

    /// <summary>The same without regard to case, as actions are compared.</summary>
    public static bool IsMatchIgnoringCase(string pattern, string text)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(text);
        return Wildcards.IsMatchIgnoringCase(text, TextPattern.Compile(pattern, wildcards: true, variables: false).Compiled);
    }

    /// <summary>Whether <paramref name="text"/> has a wildcard, so that it names more than one thing.</summary>
    public static bool HasWildcard(ReadOnlySpan<char> text) => text.ContainsAny('*', '?');
}
