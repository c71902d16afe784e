using AccessUndenied.Aws.Catalog;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Which values a tag can have.</summary>
/// <remarks>
/// Shape: letters, digits, spaces and <c>_ . : / = + - @</c>, 256 at most; EC2 alone takes any character. Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html">IAM User Guide, "Tags for AWS Identity and Access Management resources"</see>,
/// <see href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html">Amazon EC2 User Guide, "Tag your Amazon EC2 resources"</see>.
/// </remarks>
internal static class TagValues
{
    private const int Longest = 256;

    private static readonly string[] s_prefixes = ["aws:RequestTag/", "aws:ResourceTag/", "s3:RequestObjectTag/", "s3:ExistingObjectTag/", "iam:ResourceTag/"];

    /// <summary>Whether the tag of <paramref name="key"/> can have <paramref name="value"/>; true for what is no tag.</summary>
    public static bool CanBe(string action, string key, string value) =>
        !IsTag(action, key) || (value.Length <= Longest && value.All(letter => char.IsLetterOrDigit(letter) || char.IsSurrogate(letter)
            || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.SpaceSeparator || "_.:/=+-@".Contains(letter, StringComparison.Ordinal)));

    private static bool IsTag(string action, string key) => key.StartsWith("aws:PrincipalTag/", StringComparison.OrdinalIgnoreCase)
        || (ActionName.ServiceOf(action) is not "ec2" && Array.Exists(s_prefixes, prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));
}
