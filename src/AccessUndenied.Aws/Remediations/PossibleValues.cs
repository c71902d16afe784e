namespace AccessUndenied.Aws.Remediations;

/// <summary>Which texts AWS takes for tags and for names that callers choose: a condition that asks for another one is fulfilled by nobody.</summary>
/// <remarks>
/// Rules: LIM-05, GK-35. Sources: IAM User Guide, "Tags for IAM resources" (letters, digits, spaces and <c>_ . : / = + - @</c>, which are also what tags of all services may have; keys that
/// begin with <c>aws:</c> are AWS's own), https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html and https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html;
/// EC2 User Guide, "Tag your Amazon EC2 resources", https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html;
/// STS API Reference, AssumeRole: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html.
/// </remarks>
internal static class PossibleValues
{
    private const string TagSigns = "_.:/=+-@";
    private const int LongestTagValue = 256;

    // The key, the signs that the text may have beside letters, digits and the underscore, and its length.
    private static readonly (string Key, string Signs, int Least, int Most)[] s_names =
    [
        ("sts:RoleSessionName", "+=,.@-", 2, 64),
        ("sts:SourceIdentity", "+=,.@-", 2, 64),
        ("sts:ExternalId", "+=,.@:/-", 2, 1_224),
    ];

    public static bool Are(string action, string key, string value)
    {
        foreach (var (name, signs, least, most) in s_names)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value.Length >= least && value.Length <= most && value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_' || signs.Contains(letter, StringComparison.Ordinal));
            }
        }

        // EC2 alone takes any character.
        var isOfEc2 = action.StartsWith("ec2:", StringComparison.OrdinalIgnoreCase) && !key.StartsWith("aws:PrincipalTag/", StringComparison.OrdinalIgnoreCase);
        return TagNameIn(key) is not { } tag
            || (!tag.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) && value.Length <= LongestTagValue
                && (isOfEc2 || value.All(letter => char.IsLetterOrDigit(letter) || char.IsSeparator(letter) || char.IsSurrogate(letter) || TagSigns.Contains(letter, StringComparison.Ordinal))));
    }

    private static string? TagNameIn(string key) => key.IndexOf("Tag/", StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? key[(at + "Tag/".Length)..] : null;
}
