namespace AccessUndenied.Aws.Remediations;

/// <summary>Whether resources of a kind may be what a policy names.</summary>
internal static class ResourceLikeness
{
    /// <summary>Whether a resource of the form <paramref name="template"/> may match <paramref name="pattern"/>; true where that cannot be told.</summary>
    /// <param name="template">The form, as the Service Authorization Reference has it, with its variables.</param>
    /// <param name="pattern">A resource of a policy.</param>
    public static bool MayBe(string template, string pattern) =>
        Arn.FieldsOf(template) is not [_, _, var service, _, _, var tail] || Arn.FieldsOf(pattern) is not [_, _, var named, _, _, var rest]
        || (MayStartAlike(service, named) && MayStartAlike(tail, rest));

    private static bool MayStartAlike(string template, string pattern)
    {
        var one = Literal(template);
        var other = Literal(pattern);
        return one.StartsWith(other, StringComparison.Ordinal)
            ? other.Length == one.Length || other.Length < pattern.Length
            : other.StartsWith(one, StringComparison.Ordinal) && one.Length < template.Length;
    }

    private static ReadOnlySpan<char> Literal(string text) => text.AsSpan().IndexOfAny('*', '?', '$') is >= 0 and var end ? text.AsSpan(0, end) : text;
}
