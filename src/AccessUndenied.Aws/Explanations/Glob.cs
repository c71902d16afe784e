using AccessUndenied.Conditions;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Matches texts against patterns with <c>*</c> and <c>?</c>, as policies do without variables.</summary>
internal static class Glob
{
    public static bool IsMatch(string pattern, string text) => TextPattern.Compile(pattern, wildcards: true, variables: false).MatchesLiteral(text);

    public static bool IsMatchIgnoringCase(string pattern, string text) =>
        Wildcards.IsMatchIgnoringCase(text, TextPattern.Compile(pattern, wildcards: true, variables: false).Compiled);

    public static bool HasWildcard(string text) => text.AsSpan().ContainsAny('*', '?');
}
